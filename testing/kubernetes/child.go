package main

import (
	"errors"
	"os/exec"
	"syscall"
	"time"
)

const endsWithin = 10 * time.Second

// child is a process of ours: it is ended by its own id, and with us where the system can do that.
type child struct {
	command *exec.Cmd
	done    chan struct{}
}

func startChild(command *exec.Cmd) (*child, error) {
	endWithParent(command)
	if err := command.Start(); err != nil {
		return nil, err
	}
	started := &child{command: command, done: make(chan struct{})}
	go func() {
		_ = command.Wait()
		close(started.done)
	}()
	return started, nil
}

func (c *child) exitCode() int {
	status, ok := c.command.ProcessState.Sys().(syscall.WaitStatus)
	if ok && status.Signaled() {
		return 128 + int(status.Signal())
	}
	return c.command.ProcessState.ExitCode()
}

// stop asks it to end, and ends it where it does not.
func (c *child) stop() {
	if err := c.command.Process.Signal(syscall.SIGTERM); errors.Is(err, syscall.ESRCH) {
		return
	}
	select {
	case <-c.done:
	case <-time.After(endsWithin):
		_ = c.command.Process.Kill()
		<-c.done
	}
}
