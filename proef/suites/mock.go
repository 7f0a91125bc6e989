package suites

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
)

// ClientID and ClientSecret are those of the application that may do everything, as the suites know it.
const (
	ClientID     = "zgw_api_tests"
	ClientSecret = "secret"
)

// The application that may read and write catalogi but not force anything. A test makes it; its secret is known before.
const (
	limitedID     = "zgw_api_tests_limited"
	limitedSecret = "secret_limited"
)

// Mock stands for the rest of the world: other servers' objects, a subscriber's callback, and the issuer of tokens, which
// makes an application with just the rights that a test asks for.
type Mock struct {
	// Meent is the address of the server under test.
	Meent string
	// SetSecret registers the secret of a client. No standard API does that, so it goes through the command line.
	SetSecret func(ctx context.Context, clientID, secret string) error

	answers map[string]answer
	mu      sync.Mutex
	secrets map[string]string
}

type answer struct {
	code int
	body string
}

// NewMock reads the published answers of the mock server.
func NewMock(file, meent string, setSecret func(context.Context, string, string) error) (*Mock, error) {
	body, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("mocks: %w", err)
	}
	var doc struct {
		Item []struct {
			Request struct {
				URL struct{ Path []string }
			}
			Response []struct {
				Code int
				Body string
			}
		}
	}
	if err := json.Unmarshal(body, &doc); err != nil {
		return nil, fmt.Errorf("mocks %s: %w", file, err)
	}
	m := &Mock{Meent: meent, SetSecret: setSecret, answers: map[string]answer{}, secrets: map[string]string{}}
	for _, item := range doc.Item {
		path := "/" + strings.Join(item.Request.URL.Path, "/")
		for _, r := range item.Response {
			m.answers[path] = answer{r.Code, r.Body}
		}
	}
	return m, nil
}

func (m *Mock) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path == "/token-issuer" && r.Method == http.MethodPost:
		m.issue(w, r)
	case r.URL.Path == "/callback" && r.Header.Get("Authorization") == "":
		// The standard wants a subscriber that refuses who does not identify itself; the published mock accepts all.
		w.WriteHeader(http.StatusUnauthorized)
	default:
		m.answer(w, r.URL.Path)
	}
}

func (m *Mock) answer(w http.ResponseWriter, path string) {
	a, ok := m.answers[path]
	if !ok {
		a = answer{code: http.StatusNotFound}
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if strings.HasPrefix(a.body, "{") {
		w.Header().Set("Content-Type", "application/json")
	}
	w.WriteHeader(a.code)
	_, _ = io.WriteString(w, a.body) // who hangs up does not want it
}

// application is what a test asks a token for, in the words of the autorisaties API.
type application struct {
	ClientIDs             []string         `json:"clientIds"`
	Label                 string           `json:"label"`
	Secret                string           `json:"secret,omitempty"`
	HeeftAlleAutorisaties bool             `json:"heeftAlleAutorisaties"`
	Autorisaties          []map[string]any `json:"autorisaties,omitempty"`
}

func (m *Mock) issue(w http.ResponseWriter, r *http.Request) {
	var app application
	if err := json.NewDecoder(r.Body).Decode(&app); err != nil || len(app.ClientIDs) == 0 {
		http.Error(w, fmt.Sprintf("an application with clientIds was expected (%v)", err), http.StatusBadRequest)
		return
	}
	token, err := m.register(r.Context(), app)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]string{"authorization": "Bearer " + token})
}

// register makes the application what is asked, and gives a token of its first client.
func (m *Mock) register(ctx context.Context, app application) (string, error) {
	id := app.ClientIDs[0]
	secret, err := m.secret(ctx, id, app.Secret)
	if err != nil {
		return "", err
	}
	app.Secret = ""
	url, err := m.find(ctx, id)
	if err != nil {
		return "", err
	}
	method := http.MethodPut
	if url == "" {
		method, url = http.MethodPost, m.applications()
	}
	if err := m.call(ctx, method, url, app, nil); err != nil {
		return "", fmt.Errorf("application %s: %w", id, err)
	}
	return Token(id, secret)
}

// secret registers the secret asked for, or keeps the one the client has. It comes before the application exists.
func (m *Mock) secret(ctx context.Context, id, asked string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	known := m.secrets[id]
	if asked == "" {
		asked = known
	}
	if asked == "" {
		asked = uuid.NewString()
	}
	if asked == known {
		return known, nil
	}
	if err := m.SetSecret(ctx, id, asked); err != nil {
		return "", fmt.Errorf("secret of %s: %w", id, err)
	}
	m.secrets[id] = asked
	return asked, nil
}

func (m *Mock) applications() string { return m.Meent + "/autorisaties/api/v1/applicaties" }

// find is the address of the application that has this client, or "".
func (m *Mock) find(ctx context.Context, id string) (string, error) {
	var list struct{ Results []struct{ URL string } }
	if err := m.call(ctx, http.MethodGet, m.applications()+"?clientIds="+url.QueryEscape(id), nil, &list); err != nil {
		return "", fmt.Errorf("application of %s: %w", id, err)
	}
	if len(list.Results) == 0 {
		return "", nil
	}
	return list.Results[0].URL, nil
}

// call calls the server as the application that may do everything.
func (m *Mock) call(ctx context.Context, method, url string, body, into any) error {
	ctx, stop := context.WithTimeout(ctx, 30*time.Second)
	defer stop()
	sent, err := json.Marshal(body)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(sent))
	if err != nil {
		return err
	}
	token, err := Token(ClientID, ClientSecret)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	got, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	if res.StatusCode >= 300 {
		return errors.New(res.Status + ": " + string(got))
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(got, into)
}

// Token is a bearer token as a client of the ZGW APIs makes it.
func Token(clientID, secret string) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
		"iss": clientID, "iat": time.Now().Unix(), "client_id": clientID, "user_id": clientID, "user_representation": clientID,
	}).SignedString([]byte(secret))
}
