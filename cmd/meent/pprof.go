package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"
	"time"
)

// profiles shows where time and memory go (go tool pprof http://ADDRESS/debug/pprof/profile), on an address of its own that is
// not for clients.
func (p *program) profiles(ctx context.Context) error {
	if p.options.Pprof == "" {
		return nil
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", p.options.Pprof)
	if err != nil {
		return fmt.Errorf("op %s kan niet worden geluisterd (MEENT_PPROF): %w", p.options.Pprof, err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	context.AfterFunc(ctx, func() { _ = server.Close() }) // nobody waits for a profile of what has stopped
	p.jobs.Go(func() {
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			p.log.Warn("profiles", "error", err)
		}
	})
	return nil
}
