package suites

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Addresses are where the suites find the APIs and their outside world.
type Addresses struct {
	Meent string // of the server; the APIs lie below it
	Mock  string // of the stand-in for other servers
}

// environment is the Postman environment: the variables that the suites read.
func (a Addresses) environment() (map[string]any, error) {
	limited, err := Token(limitedID, limitedSecret)
	if err != nil {
		return nil, fmt.Errorf("token of the limited client: %w", err)
	}
	values := map[string]string{
		"zrc_url":             a.Meent + "/zaken/api/v1",
		"drc_url":             a.Meent + "/documenten/api/v1",
		"ztc_url":             a.Meent + "/catalogi/api/v1",
		"brc_url":             a.Meent + "/besluiten/api/v1",
		"nrc_url":             a.Meent + "/notificaties/api/v1",
		"ac_url":              a.Meent + "/autorisaties/api/v1",
		"referentielijst_url": a.Meent + "/referentielijsten/api/v1",
		"mock_url":            a.Mock,
		"token-issuer_url":    a.Mock + "/token-issuer",
		"client_id":           ClientID,
		"secret":              ClientSecret,
		"client_id_limited":   limitedID,
		"secret_limited":      limitedSecret,
		"jwt_token_limited":   limited,
	}
	var list []any
	for key, value := range values {
		list = append(list, map[string]any{"key": key, "value": value, "enabled": true})
	}
	return map[string]any{"name": "meent", "values": list}, nil
}

// Newman is the program that runs Postman collections.
type Newman struct {
	Program string // node_modules/.bin/newman
	Dir     string // where collections and reports are left, for people to look into
}

// ErrNoNewman says that newman has not been installed.
var ErrNoNewman = errors.New("newman is not installed: run npm ci in proef/suites")

// Run runs a collection, or some folders of it, and reports on each of the requests wanted.
func (n Newman) Run(ctx context.Context, name string, c *Collection, a Addresses, folders ...string) (Report, error) {
	if _, err := os.Stat(n.Program); err != nil {
		return Report{}, fmt.Errorf("%w (%w)", ErrNoNewman, err)
	}
	collection, environment, out := n.file(name, "collectie.json"), n.file(name, "omgeving.json"), n.file(name, "verslag.json")
	if err := c.Write(collection); err != nil {
		return Report{}, err
	}
	values, err := a.environment()
	if err != nil {
		return Report{}, err
	}
	if err := writeJSON(environment, values); err != nil {
		return Report{}, err
	}
	args := []string{"run", collection, "--environment", environment, "--reporters", "json", "--reporter-json-export", out,
		"--timeout-request", "60000", "--timeout-script", "30000", "--color", "off"}
	for _, f := range folders {
		args = append(args, "--folder", f)
	}
	if err := os.Remove(out); err != nil && !errors.Is(err, os.ErrNotExist) {
		return Report{}, fmt.Errorf("old report: %w", err)
	}
	exitCode, said, err := n.exec(ctx, args)
	if err != nil {
		return Report{}, err
	}
	report, err := readReport(out)
	if err != nil {
		return Report{}, fmt.Errorf("newman ended with %d and said %q: %w", exitCode, said, err)
	}
	report.ExitCode = exitCode
	return report, nil
}

// file is where something of a run is left: a collection, a report, a table.
func (n Newman) file(name, kind string) string {
	return filepath.Join(n.Dir, name+"."+kind)
}

// exec runs newman. That it ends with 1, because a test failed, is no error here: the report says which.
func (n Newman) exec(ctx context.Context, args []string) (exitCode int, said string, err error) {
	cmd := exec.CommandContext(ctx, n.Program, args...)
	cmd.Env = withoutProxy(os.Environ())
	cmd.WaitDelay = 5 * time.Second
	out, err := cmd.CombinedOutput()
	said = strings.TrimSpace(string(out))
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && ctx.Err() == nil {
		return exit.ExitCode(), said, nil
	}
	if err != nil {
		return 0, said, fmt.Errorf("newman: %w (%s)", err, said)
	}
	return 0, said, nil
}

// withoutProxy keeps requests to this machine on this machine.
func withoutProxy(env []string) []string {
	return slices.DeleteFunc(env, func(v string) bool {
		name, _, _ := strings.Cut(strings.ToLower(v), "=")
		return name == "http_proxy" || name == "https_proxy" || name == "all_proxy"
	})
}

func writeJSON(file string, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return os.WriteFile(file, body, 0o644)
}
