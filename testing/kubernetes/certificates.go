package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

const validFor = 24 * time.Hour

// authority signs the certificates of one control plane; its key is never written.
type authority struct {
	folder      string
	key         crypto.Signer
	certificate *x509.Certificate
}

func newAuthority(folder string) (*authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := certificateOf(pkix.Name{CommonName: "throwaway control plane"})
	template.IsCA = true
	template.BasicConstraintsValid = true
	template.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return nil, err
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	made := &authority{folder: folder, key: key, certificate: certificate}
	return made, writePem(made.file(), "CERTIFICATE", der)
}

func (a *authority) file() string {
	return filepath.Join(a.folder, "authority.crt")
}

// pair is the files of a certificate and its key.
type pair struct{ certificate, key string }

// issue makes a certificate for a user, its groups as organizations, and for a server on loopback.
func (a *authority) issue(name string, groups ...string) (pair, error) {
	files, key, err := writeKey(filepath.Join(a.folder, name))
	if err != nil {
		return files, err
	}
	template := certificateOf(pkix.Name{CommonName: name, Organization: groups})
	template.KeyUsage = x509.KeyUsageDigitalSignature
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth, x509.ExtKeyUsageServerAuth}
	template.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1)}
	template.DNSNames = []string{"localhost", "kubernetes.default.svc"}
	der, err := x509.CreateCertificate(rand.Reader, template, a.certificate, key.Public(), a.key)
	if err != nil {
		return files, err
	}
	return files, writePem(files.certificate, "CERTIFICATE", der)
}

func certificateOf(subject pkix.Name) *x509.Certificate {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 100))
	if err != nil {
		panic(err) // the system has no randomness
	}
	now := time.Now()
	return &x509.Certificate{
		SerialNumber: serial,
		Subject:      subject,
		NotBefore:    now.Add(-time.Minute),
		NotAfter:     now.Add(validFor),
	}
}

func writeKey(path string) (pair, crypto.Signer, error) {
	files := pair{certificate: path + ".crt", key: path + ".key"}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return files, nil, err
	}
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return files, nil, err
	}
	return files, key, writePem(files.key, "EC PRIVATE KEY", der)
}

func writePem(file, kind string, der []byte) error {
	return os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600)
}
