package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
)

const (
	readyWithin = 3 * time.Minute
	asksEvery   = 200 * time.Millisecond
	lastLines   = 12
)

// plane is a running control plane; everything it has is in one temporary folder.
type plane struct {
	folder     string
	url        string
	kubeconfig string
	authority  *authority
	children   map[string]*child
	order      []string
	ended      chan string
	startedIn  time.Duration
}

// startPlane answers when the API server is ready and the controllers do their work.
func startPlane(signals <-chan os.Signal) (*plane, error) {
	began := time.Now()
	folder, err := os.MkdirTemp("", "control-plane-")
	if err != nil {
		return nil, err
	}
	p := &plane{folder: folder, children: map[string]*child{}, ended: make(chan string, 4)}
	if err := p.start(signals); err != nil {
		p.stop()
		return nil, err
	}
	p.startedIn = time.Since(began)
	return p, nil
}

func (p *plane) start(signals <-chan os.Signal) error {
	ports, err := freePorts(3)
	if err != nil {
		return err
	}
	if p.authority, err = newAuthority(p.folder); err != nil {
		return err
	}
	etcd := fmt.Sprintf("https://127.0.0.1:%d", ports[0])
	p.url = fmt.Sprintf("https://127.0.0.1:%d", ports[2])
	if err := p.startEtcd(etcd, fmt.Sprintf("https://127.0.0.1:%d", ports[1])); err != nil {
		return err
	}
	if err := p.startAPIServer(etcd, ports[2]); err != nil {
		return err
	}
	if p.kubeconfig, err = p.writeKubeconfig("administrator", "system:masters"); err != nil {
		return err
	}
	if err := p.startControllers(); err != nil {
		return err
	}
	return p.awaitReady(signals)
}

func (p *plane) startEtcd(clients, peers string) error {
	server, err := p.authority.issue("etcd")
	if err != nil {
		return err
	}
	return p.startComponent("etcd",
		"--data-dir", filepath.Join(p.folder, "etcd"),
		"--listen-client-urls", clients, "--advertise-client-urls", clients,
		"--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers, "--initial-cluster", "default="+peers,
		"--cert-file", server.certificate, "--key-file", server.key,
		"--peer-cert-file", server.certificate, "--peer-key-file", server.key,
		"--client-cert-auth", "--trusted-ca-file", p.authority.file(),
		"--peer-client-cert-auth", "--peer-trusted-ca-file", p.authority.file(),
		// What it holds need not outlive it.
		"--unsafe-no-fsync", "--log-level", "warn")
}

func (p *plane) startAPIServer(etcd string, port int) error {
	server, err := p.authority.issue("kube-apiserver")
	if err != nil {
		return err
	}
	accounts, _, err := writeKey(filepath.Join(p.folder, "service-accounts"))
	if err != nil {
		return err
	}
	return p.startComponent("kube-apiserver",
		"--etcd-servers", etcd, "--etcd-cafile", p.authority.file(),
		"--etcd-certfile", server.certificate, "--etcd-keyfile", server.key,
		"--bind-address", "127.0.0.1", "--secure-port", fmt.Sprint(port), "--advertise-address", "127.0.0.1",
		"--endpoint-reconciler-type", "none",
		"--tls-cert-file", server.certificate, "--tls-private-key-file", server.key,
		"--client-ca-file", p.authority.file(),
		"--service-account-issuer", "https://kubernetes.default.svc",
		"--service-account-signing-key-file", accounts.key, "--service-account-key-file", accounts.key,
		"--service-cluster-ip-range", "10.96.0.0/24",
		"--authorization-mode", "Node,RBAC")
}

func (p *plane) startControllers() error {
	controllers, err := p.writeKubeconfig("system:kube-controller-manager")
	if err != nil {
		return err
	}
	if err := p.startComponent("kube-controller-manager",
		"--kubeconfig", controllers, "--leader-elect=false", "--secure-port", "0",
		"--use-service-account-credentials",
		"--service-account-private-key-file", filepath.Join(p.folder, "service-accounts.key"),
		"--root-ca-file", p.authority.file()); err != nil {
		return err
	}
	scheduler, err := p.writeKubeconfig("system:kube-scheduler")
	if err != nil {
		return err
	}
	return p.startComponent("kube-scheduler", "--kubeconfig", scheduler, "--leader-elect=false", "--secure-port", "0")
}

func (p *plane) startComponent(name string, arguments ...string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	log, err := os.OpenFile(p.log(name), os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	command := exec.Command(self, append([]string{name}, arguments...)...)
	command.Stdout, command.Stderr = log, log
	// No component may read a cluster's address from where this was started.
	command.Env = append(os.Environ(), "KUBECONFIG=")
	started, err := startChild(command)
	if err != nil {
		return fmt.Errorf("cannot start %s: %w", name, err)
	}
	p.children[name] = started
	p.order = append(p.order, name)
	go func() {
		<-started.done
		p.ended <- name
	}()
	return nil
}

// awaitReady waits for what a test relies on: an API server that answers, and controllers that have made the default
// service account.
func (p *plane) awaitReady(signals <-chan os.Signal) error {
	config, err := clientcmd.BuildConfigFromFlags("", p.kubeconfig)
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	deadline := time.After(readyWithin)
	for {
		_, err := client.CoreV1().ServiceAccounts("default").Get(context.Background(), "default", metav1.GetOptions{})
		if err == nil {
			return nil
		}
		select {
		case name := <-p.ended:
			return fmt.Errorf("%s ended before it was ready: %s", name, p.lastWords(name))
		case received := <-signals:
			return fmt.Errorf("ended by %s before it was ready", received)
		case <-deadline:
			return fmt.Errorf("not ready within %s: %w; %s", readyWithin, err, p.lastWords("kube-apiserver"))
		case <-time.After(asksEvery):
		}
	}
}

func (p *plane) writeKubeconfig(user string, groups ...string) (string, error) {
	files, err := p.authority.issue(user, groups...)
	if err != nil {
		return "", err
	}
	config := clientcmdapi.NewConfig()
	config.Clusters["throwaway"] = &clientcmdapi.Cluster{Server: p.url}
	config.AuthInfos[user] = &clientcmdapi.AuthInfo{}
	for file, target := range map[string]*[]byte{
		p.authority.file(): &config.Clusters["throwaway"].CertificateAuthorityData,
		files.certificate:  &config.AuthInfos[user].ClientCertificateData,
		files.key:          &config.AuthInfos[user].ClientKeyData,
	} {
		if *target, err = os.ReadFile(file); err != nil {
			return "", err
		}
	}
	config.Contexts["throwaway"] = &clientcmdapi.Context{Cluster: "throwaway", AuthInfo: user}
	config.CurrentContext = "throwaway"
	file := filepath.Join(p.folder, user+".kubeconfig")
	return file, clientcmd.WriteToFile(*config, file)
}

func (p *plane) copyKubeconfig(file string) error {
	content, err := os.ReadFile(p.kubeconfig)
	if err != nil {
		return err
	}
	written, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%s is there already; name a file that is not", file)
	}
	if err != nil {
		return err
	}
	defer written.Close()
	_, err = written.Write(content)
	return err
}

func (p *plane) log(name string) string {
	return filepath.Join(p.folder, name+".log")
}

func (p *plane) lastWords(name string) string {
	content, err := os.ReadFile(p.log(name))
	if err != nil {
		return err.Error()
	}
	lines := strings.Split(strings.TrimSpace(string(content)), "\n")
	if len(lines) > lastLines {
		lines = lines[len(lines)-lastLines:]
	}
	return "its last lines:\n" + strings.Join(lines, "\n")
}

// stop ends the components, the last started first, and removes the folder.
func (p *plane) stop() {
	for i := len(p.order) - 1; i >= 0; i-- {
		p.children[p.order[i]].stop()
	}
	_ = os.RemoveAll(p.folder)
}

func freePorts(count int) ([]int, error) {
	ports := make([]int, 0, count)
	for range count {
		listener, err := net.Listen("tcp4", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer listener.Close()
		ports = append(ports, listener.Addr().(*net.TCPAddr).Port)
	}
	return ports, nil
}
