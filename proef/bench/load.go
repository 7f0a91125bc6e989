package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// operation is one thing that clients ask, again and again.
type operation struct {
	name    string
	request func(n int64) []byte
	status  int     // 0: any that is good
	bare    bool    // the bare server can answer it too
	best    float64 // what the best-known server does of it in a second, if that is known
	next    atomic.Int64
}

// load is what came of asking an operation for a while.
type load struct {
	perSecond float64
	p50, p95  time.Duration
	cpu       time.Duration // of the server, for each request
}

// measure asks an operation from c clients at once, each with a connection of its own and its next request as soon as the last
// one is answered.
func measure(ctx context.Context, s *server, op *operation, c int, d time.Duration) (load, error) {
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		times []time.Duration
		errs  []error
	)
	began, cpu := time.Now(), s.cpu()
	until := began.Add(d)
	for range c {
		wg.Go(func() {
			mine, err := ask(ctx, s.addr, op, until)
			mu.Lock()
			defer mu.Unlock()
			times = append(times, mine...)
			errs = append(errs, err)
		})
	}
	wg.Wait()
	took := time.Since(began)
	if err := errors.Join(errs...); err != nil {
		return load{}, fmt.Errorf("%s: %w", op.name, err)
	}
	slices.Sort(times)
	cpu = (s.cpu() - cpu) / time.Duration(len(times))
	return load{float64(len(times)) / took.Seconds(), times[len(times)/2], times[len(times)*95/100], cpu}, nil
}

func ask(ctx context.Context, addr string, op *operation, until time.Time) ([]time.Duration, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	in := bufio.NewReaderSize(conn, 64<<10)
	var times []time.Duration
	for ctx.Err() == nil {
		request := op.request(op.next.Add(1))
		began := time.Now()
		if _, err := conn.Write(request); err != nil {
			return nil, err
		}
		status, body, err := readAnswer(in, false)
		if err != nil {
			return nil, err
		}
		ended := time.Now()
		if status != op.status && (op.status != 0 || status >= 300) {
			return nil, fmt.Errorf("answer %d to %.200s: %.500s", status, request, body)
		}
		times = append(times, ended.Sub(began))
		if ended.After(until) {
			return times, nil
		}
	}
	return nil, ctx.Err()
}

// readAnswer reads an answer of which the length is told. The body is kept when asked, and when it is not a good one.
func readAnswer(in *bufio.Reader, keep bool) (status int, body []byte, err error) {
	line, err := in.ReadSlice('\n')
	if err != nil {
		return 0, nil, err
	}
	if len(line) < 12 {
		return 0, nil, fmt.Errorf("an answer begins with %q", line)
	}
	if status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return 0, nil, fmt.Errorf("an answer begins with %q", line)
	}
	length := -1
	for {
		line, err = in.ReadSlice('\n')
		if err != nil {
			return 0, nil, err
		}
		if len(line) <= 2 {
			break
		}
		if name, value, ok := bytes.Cut(line, []byte(": ")); ok && bytes.EqualFold(name, []byte("Content-Length")) {
			if length, err = strconv.Atoi(strings.TrimSpace(string(value))); err != nil {
				return 0, nil, err
			}
		}
	}
	if length < 0 {
		return 0, nil, errors.New("an answer does not tell its length")
	}
	if keep || status >= 400 {
		body = make([]byte, length)
		_, err = io.ReadFull(in, body)
		return status, body, err
	}
	_, err = in.Discard(length)
	return status, nil, err
}

// once asks for one answer.
func once(addr string, request []byte) (int, []byte, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return 0, nil, err
	}
	defer conn.Close()
	if _, err := conn.Write(request); err != nil {
		return 0, nil, err
	}
	return readAnswer(bufio.NewReader(conn), true)
}
