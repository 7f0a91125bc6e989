package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"meent/data/datatest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"meent": main})
}

// TestMeent runs the scripts in testdata, each with a folder and a port of its own. They can be read as documentation.
func TestMeent(t *testing.T) { scripts(t, "testdata", "") }

// TestMeentOnPostgres runs scripts that a database server is needed for.
func TestMeentOnPostgres(t *testing.T) {
	scripts(t, filepath.Join("testdata", "postgres"), datatest.EmptyURL(t, "postgres"))
}

func scripts(t *testing.T, dir, database string) {
	t.Helper()
	testscript.Run(t, testscript.Params{
		Dir: dir, RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: func(e *testscript.Env) error {
			addr, err := freeAddress()
			e.Vars = append(e.Vars, "MEENT_LISTEN="+addr, "MEENT_DATABASE="+database, "ADRES="+addr)
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"wacht": wacht, "haal": haal, "blader": blader, "tot": tot, "stuur": stuur, "maakaf": maakAf, "stop": stop, "sterf": sterf,
		},
	})
}

// freeAddress is an address on which nothing listens.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// wacht [SECONDS] waits until the server answers; it fails when that takes longer (10).
func wacht(ts *testscript.TestScript, _ bool, args []string) {
	limit := 10 * time.Second
	if len(args) > 0 {
		d, err := time.ParseDuration(args[0])
		ts.Check(err)
		limit = d
	}
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		resp, err := http.Get("http://" + ts.Getenv("ADRES") + "/health/ready")
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return
		}
	}
	ts.Fatalf("the server does not answer within %s", limit)
}

// haal TOKENFILE PATH prints the status and the body of a GET; with - for the file it sends no token.
func haal(ts *testscript.TestScript, _ bool, args []string) {
	resp, err := http.DefaultClient.Do(request(ts, http.MethodGet, args[0], args[1], nil))
	ts.Check(err)
	defer resp.Body.Close()
	fmt.Fprintf(ts.Stdout(), "%d ", resp.StatusCode)
	_, err = io.Copy(ts.Stdout(), resp.Body)
	ts.Check(err)
}

var jars = map[string]http.CookieJar{}

// blader JAR PATH opens a page as a browser does, with the cookies kept under a name, and prints its status and, on one line, the page; with - for
// the name there are none.
func blader(ts *testscript.TestScript, _ bool, args []string) {
	name := ts.Name() + args[0]
	if args[0] == "-" || jars[name] == nil {
		jar, err := cookiejar.New(nil)
		ts.Check(err)
		jars[name] = jar
	}
	req := request(ts, http.MethodGet, "-", args[1], nil)
	req.Header.Set("Accept", "text/html")
	resp, err := (&http.Client{Jar: jars[name]}).Do(req)
	ts.Check(err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "%d %s\n", resp.StatusCode, strings.Join(strings.Fields(string(body)), " "))
}

// tot TOKENFILE PATH TEXT gets until the body holds a text.
func tot(ts *testscript.TestScript, _ bool, args []string) {
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		resp, err := http.DefaultClient.Do(request(ts, http.MethodGet, args[0], args[1], nil))
		ts.Check(err)
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		ts.Check(err)
		if strings.Contains(string(body), args[2]) {
			return
		}
	}
	ts.Fatalf("%s never holds %s", args[1], args[2])
}

func request(ts *testscript.TestScript, method, tokenFile, path string, body io.Reader) *http.Request {
	req, err := http.NewRequest(method, "http://"+ts.Getenv("ADRES")+path, body)
	ts.Check(err)
	if tokenFile != "-" {
		req.Header.Set("Authorization", "Bearer "+strings.TrimSpace(ts.ReadFile(tokenFile)))
	}
	req.Header.Set("Accept-Crs", "EPSG:4326")
	req.Header.Set("Content-Type", "application/json")
	return req
}

type half struct {
	conn net.Conn
	rest string
}

var halves = map[*testscript.TestScript]*half{}

// stuur TOKENFILE PATH FILE posts half of a file, and keeps the rest for maakaf.
func stuur(ts *testscript.TestScript, _ bool, args []string) {
	body := ts.ReadFile(args[2])
	conn, err := net.Dial("tcp", ts.Getenv("ADRES"))
	ts.Check(err)
	fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: meent\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n",
		args[1], strings.TrimSpace(ts.ReadFile(args[0])), len(body))
	// The server asks for the body when it reads it: then the request is surely being served.
	line, err := bufio.NewReader(io.LimitReader(conn, 25)).ReadString('\n')
	if err != nil || !strings.Contains(line, "100 Continue") {
		ts.Fatalf("the server answers %q (%v), want 100 Continue", line, err)
	}
	_, err = io.WriteString(conn, body[:len(body)/2])
	ts.Check(err)
	halves[ts] = &half{conn, body[len(body)/2:]}
}

// maakaf sends the rest of what stuur began and prints the status line of the answer.
func maakAf(ts *testscript.TestScript, _ bool, _ []string) {
	h := halves[ts]
	defer h.conn.Close()
	_, err := io.WriteString(h.conn, h.rest)
	ts.Check(err)
	answer, err := io.ReadAll(h.conn)
	ts.Check(err)
	fmt.Fprintln(ts.Stdout(), strings.SplitN(strings.TrimSpace(string(answer)), "\r\n", 2)[0])
}

// stop sends SIGTERM to what runs in the background, as an administrator's machine does. sterf kills it.
func stop(ts *testscript.TestScript, _ bool, _ []string)  { send(ts, syscall.SIGTERM) }
func sterf(ts *testscript.TestScript, _ bool, _ []string) { send(ts, syscall.SIGKILL) }

func send(ts *testscript.TestScript, s os.Signal) {
	for _, cmd := range ts.BackgroundCmds() {
		ts.Check(cmd.Process.Signal(s))
	}
}
