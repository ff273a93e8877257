// Runs a command beside a Kubernetes control plane of its own: etcd, kube-apiserver, kube-controller-manager and
// kube-scheduler, unchanged, as four processes of this one binary on loopback. There is no node and no kubelet: pods
// are created, scheduled in vain and deleted, and nothing runs in them.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"
	"time"
)

const usage = `usage: control-plane [--limit DURATION] [--kubeconfig FILE] COMMAND [ARGUMENT ...]

Starts a Kubernetes control plane on loopback, runs COMMAND with KUBECONFIG naming it, and ends the control plane with
the command or at the limit. Exits as COMMAND does; 124 at the limit, 1 where the control plane cannot start.
`

func main() {
	// Children are told to end with the thread that started them.
	runtime.LockOSThread()
	if len(os.Args) > 1 && serveComponent(os.Args[1], os.Args[2:]) {
		return
	}
	code, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "control-plane:", err)
	}
	os.Exit(code)
}

func run(arguments []string) (int, error) {
	flags := flag.NewFlagSet("control-plane", flag.ContinueOnError)
	flags.Usage = func() { fmt.Fprint(flags.Output(), usage); flags.PrintDefaults() }
	limit := flags.Duration("limit", time.Hour, "after which everything is ended")
	kubeconfig := flags.String("kubeconfig", "", "also writes the administrator's kubeconfig to this file")
	if err := flags.Parse(arguments); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0, nil
		}
		return 2, errors.New("run it with --help to see what it takes")
	}
	if flags.NArg() == 0 {
		flags.Usage()
		return 2, errors.New("no command is named: give the one that needs a cluster")
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	deadline := time.After(*limit)

	plane, err := startPlane(signals)
	if err != nil {
		return 1, err
	}
	defer plane.stop()
	if *kubeconfig != "" {
		if err := plane.copyKubeconfig(*kubeconfig); err != nil {
			return 1, err
		}
		defer os.Remove(*kubeconfig)
	}
	fmt.Fprintf(os.Stderr, "control-plane: Kubernetes %s at %s, ready after %s\n",
		version, plane.url, plane.startedIn.Round(100*time.Millisecond))
	return plane.runBeside(flags.Args(), signals, deadline)
}

// runBeside runs the command; what ends first, it, the control plane or the time, ends the rest.
func (p *plane) runBeside(command []string, signals <-chan os.Signal, deadline <-chan time.Time) (int, error) {
	beside := exec.Command(command[0], command[1:]...)
	beside.Stdin, beside.Stdout, beside.Stderr = os.Stdin, os.Stdout, os.Stderr
	beside.Env = append(os.Environ(), "KUBECONFIG="+p.kubeconfig)
	child, err := startChild(beside)
	if err != nil {
		return 127, fmt.Errorf("cannot run %s: %w", command[0], err)
	}
	select {
	case <-child.done:
		return child.exitCode(), nil
	case name := <-p.ended:
		child.stop()
		return 1, fmt.Errorf("%s ended: %s", name, p.lastWords(name))
	case received := <-signals:
		child.stop()
		return 128 + int(received.(syscall.Signal)), fmt.Errorf("ended by %s", received)
	case <-deadline:
		child.stop()
		return 124, errors.New("the limit is reached; a longer one is given by --limit")
	}
}
