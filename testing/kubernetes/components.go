package main

import (
	"os"

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
)

// Written by the build, from go.mod, as into what the API server says of itself.
var version = "unknown"

var components = map[string]func() *cobra.Command{
	"kube-apiserver":          apiserver.NewAPIServerCommand,
	"kube-controller-manager": controllermanager.NewControllerManagerCommand,
	"kube-scheduler":          func() *cobra.Command { return scheduler.NewSchedulerCommand() },
}

// serveComponent becomes the component where the name is one; one program holds all because they share most code.
func serveComponent(name string, arguments []string) bool {
	os.Args = append([]string{name}, arguments...)
	if name == "etcd" {
		etcdmain.Main(os.Args)
		return true
	}
	command, known := components[name]
	if !known {
		os.Args = append([]string{"control-plane", name}, arguments...)
		return false
	}
	os.Exit(cli.Run(command()))
	return true
}
