package notificaties_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"meent/data"
	"meent/data/datatest"
	"meent/diensten/notificaties"
	"meent/diensten/notify"
	"meent/proef/kit"
)

// start starts a deliverer that hurries; stop waits until it has let go.
func start(t *testing.T, s *kit.Server, change ...func(*notificaties.Deliverer)) (stop func()) {
	t.Helper()
	end, wait := begin(t, s, change...)
	return func() { end(); wait() }
}

// begin starts a deliverer that hurries; end tells it to stop, wait until it has.
func begin(t *testing.T, s *kit.Server, change ...func(*notificaties.Deliverer)) (end, wait func()) {
	t.Helper()
	d := notificaties.NewDeliverer(s.Site)
	d.First, d.Factor, d.Longest, d.Retries = 5*time.Millisecond, 1.5, 20*time.Millisecond, 4
	d.Poll, d.Timeout, d.Lease = 10*time.Millisecond, 2*time.Second, 5*time.Second
	for _, c := range change {
		c(d)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { d.Run(ctx) })
	t.Cleanup(running.Wait)
	t.Cleanup(cancel)
	return cancel, running.Wait
}

// until waits for what another goroutine is to bring about.
func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !done(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

// tell puts notifications in the outbox, each with a number, in one transaction each.
func tell(t *testing.T, db data.DB, kanaal, kenmerken string, numbers ...int) {
	t.Helper()
	for _, n := range numbers {
		body := fmt.Sprintf(`{"kanaal":%q,"hoofdObject":"`+"\x01"+`/zaken/api/v1/zaken/1","resource":"zaak","resourceUrl":"`+"\x01"+`/zaken/api/v1/zaken/1","actie":"nr-%d.","aanmaakdatum":"2026-01-01T00:00:00Z","kenmerken":%s}`, kanaal, n, kenmerken)
		if err := db.Update(t.Context(), func(tx data.Tx) error { return notify.Write(tx, kanaal, []byte(body)) }); err != nil {
			t.Fatal(err)
		}
	}
}

// numbers are those of the notifications that were heard, in their order.
func numbers(heard []message) string {
	var list []string
	for _, m := range heard {
		_, after, _ := strings.Cut(m.Body, `"actie":"nr-`)
		n, _, _ := strings.Cut(after, ".")
		list = append(list, n)
	}
	return strings.Join(list, " ")
}

func upTo(n int) (list []int) {
	for i := range n {
		list = append(list, i+1)
	}
	return list
}

// nrc-005: who hears what, in which order, and how.
func TestDelivery(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		all, some, twice, other := newReceiver(t), newReceiver(t), newReceiver(t), newReceiver(t)
		type1 := s.URL + "/catalogi/api/v1/zaaktypen/1"
		s.Root.Make(abonnement, subscription(all.URL, on("zaken", object{})))
		s.Root.Make(abonnement, subscription(some.URL, on("zaken", object{"bronorganisatie": "1", "zaaktype": type1, "vertrouwelijkheidaanduiding": "*"}), on("documenten", object{})))
		s.Root.Make(abonnement, subscription(twice.URL, on("zaken", object{"bronorganisatie": "1"}), on("zaken", object{"bronorganisatie": "*"})))
		s.Root.Make(abonnement, subscription(other.URL, on("documenten", object{}), on("besluiten", object{"verantwoordelijkeOrganisatie": "1"})))
		start(t, s)
		tell(t, s.DB, "zaken", `{"bronorganisatie":"1","zaaktype":"`+"\x01"+`/catalogi/api/v1/zaaktypen/1","vertrouwelijkheidaanduiding":"openbaar"}`, 1)
		tell(t, s.DB, "zaken", `{"bronorganisatie":"2","zaaktype":"`+"\x01"+`/catalogi/api/v1/zaaktypen/1"}`, 2)
		tell(t, s.DB, "zaken", `{"bronorganisatie":"1","zaaktype":"`+"\x01"+`/catalogi/api/v1/zaaktypen/2"}`, 3)
		tell(t, s.DB, "zaken", `{}`, 4)
		tell(t, s.DB, "besluiten", `{"verantwoordelijke_organisatie":"1"}`, 5)
		tell(t, s.DB, "besluiten", `{"verantwoordelijke_organisatie":"2"}`, 6)
		tell(t, s.DB, "documenten", `{}`, 7)
		settled(t, s)
		for _, tc := range []struct {
			name string
			r    *receiver
			want string
		}{
			{"everything on zaken, in order", all, "1 2 3 4"},
			{"filters, of which one is an address of ours", some, "1 7"},
			{"once, although two filters fit", twice, "1 2 3 4"},
			{"other channels, and a filter in camelCase", other, "5 7"},
		} {
			if got := numbers(tc.r.all()); got != tc.want {
				t.Errorf("nrc-005 %s: heard %s, want %s", tc.name, got, tc.want)
			}
		}
		first := all.all()[0]
		if first.Auth != secret {
			t.Errorf("nrc-005: Authorization %q, want that of the abonnement", first.Auth)
		}
		want := fmt.Sprintf(`{"kanaal":"zaken","hoofdObject":"%s/zaken/api/v1/zaken/1","resource":"zaak","resourceUrl":"%s/zaken/api/v1/zaken/1","actie":"nr-1.","aanmaakdatum":"2026-01-01T00:00:00Z","kenmerken":{"bronorganisatie":"1","zaaktype":"%s","vertrouwelijkheidaanduiding":"openbaar"}}`, s.URL, s.URL, type1)
		if first.Body != want {
			t.Errorf("told\n%s\nwant\n%s", first.Body, want)
		}
	})
}

// settled waits until nothing waits any more.
func settled(t *testing.T, s *kit.Server) {
	t.Helper()
	until(t, "all is delivered", func() bool {
		return count(t, s.DB, "select count(*) from outbox")+count(t, s.DB, "select count(*) from bezorgingen where mislukt is null") == 0
	})
}

// What a client writes or publishes is heard at once, not at the next look.
func TestWokenByAWrite(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		r := newReceiver(t)
		s.Root.Make(abonnement, subscription(r.URL, on("autorisaties", object{})))
		start(t, s, func(d *notificaties.Deliverer) { d.Poll = time.Hour })
		s.With("iemand", rights("nrc", "notificaties.consumeren"))
		until(t, "the new applicatie is told", func() bool { return len(r.all()) == 1 })
		s.Root.Make(publiceer, object{"kanaal": "autorisaties", "hoofdObject": "https://example.com", "resource": "x", "resourceUrl": "https://example.com", "actie": "nr-2.", "aanmaakdatum": "2026-01-01T00:00:00Z"})
		until(t, "what was published is told", func() bool { return len(r.all()) == 2 })
		if body := r.all()[0].Body; !strings.Contains(body, `"resource":"applicatie"`) || !strings.Contains(body, `"hoofdObject":"`+s.URL+`/autorisaties/api/v1/applicaties/`) || !strings.Contains(body, `"actie":"create"`) {
			t.Errorf("G-60: the new applicatie is told as %s", body)
		}
	})
}

// nrc-006: a subscriber that fails is tried again, keeps its order, and costs others nothing.
func TestRetry(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		broken, slow, good := newReceiver(t), newReceiver(t), newReceiver(t)
		answer := make(chan struct{})
		release := sync.OnceFunc(func() { close(answer) })
		t.Cleanup(release) // before the receivers close, which wait for it
		var failures int
		broken.answers(func(string) int {
			if failures++; failures <= 3 {
				return 500
			}
			return 200 // not 204, but delivered all the same
		})
		slow.answers(func(string) int { <-answer; return 204 })
		for _, r := range []*receiver{broken, slow, good} {
			s.Root.Make(abonnement, subscription(r.URL, on("zaken", object{})))
		}
		start(t, s)
		tell(t, s.DB, "zaken", "{}", upTo(5)...)
		until(t, "the good one has heard all", func() bool { return len(good.all()) == 5 })
		until(t, "the broken one has heard all", func() bool { return len(broken.all()) == 5 })
		if n := len(slow.all()); n != 0 {
			t.Errorf("the slow one has heard %d, want 0 until it answers", n)
		}
		release()
		settled(t, s)
		for name, r := range map[string]*receiver{"broken": broken, "slow": slow, "good": good} {
			if got := numbers(r.all()); got != "1 2 3 4 5" {
				t.Errorf("the %s one heard %s, want 1 2 3 4 5", name, got)
			}
		}
	})
}

// nrc-006: what could not be delivered stays to be seen; what comes after is delivered.
func TestFailure(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		var log buffer
		s.Log = slog.New(slog.NewJSONHandler(&log, nil))
		r := newReceiver(t)
		var tries int
		r.answers(func(body string) int {
			if strings.Contains(body, "nr-1.") {
				tries++
				return 503
			}
			return 204
		})
		s.Root.Make(abonnement, subscription(r.URL+"/hoor?sleutel=verborgen", on("zaken", object{})))
		start(t, s)
		tell(t, s.DB, "zaken", "{}", 1, 2)
		until(t, "the second is delivered", func() bool { return numbers(r.all()) == "2" })
		settled(t, s)
		if tries != 5 {
			t.Errorf("tried %d times, want once and 4 times more", tries)
		}
		if n := count(t, s.DB, "select count(*) from bezorgingen where mislukt is not null and pogingen = 5 and laatst is not null and fout = 'De ontvanger antwoordt met 503.'"); n != 1 {
			t.Errorf("%d failed deliveries in the list, want 1 with the reason", n)
		}
		text := log.String()
		if !strings.Contains(text, "notification not delivered") || !strings.Contains(text, "503") {
			t.Errorf("the log does not tell of the failure: %s", text)
		}
		for _, hidden := range []string{"geheim", "verborgen", "hoofdObject"} {
			if strings.Contains(text, hidden) {
				t.Errorf("the log holds %q: %s", hidden, text)
			}
		}
	})
}

// nrc-006: of a subscriber that has been away longer than one notification is tried, what waits does not grow for ever.
func TestAwayForLong(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		r := newReceiver(t)
		s.Root.Make(abonnement, subscription(r.URL, on("zaken", object{})))
		r.answers(func(string) int { return 500 })
		tell(t, s.DB, "zaken", "{}", 1, 2)
		time.Sleep(2 * time.Millisecond)
		start(t, s, func(d *notificaties.Deliverer) { d.Old = time.Millisecond })
		settled(t, s)
		if n := count(t, s.DB, "select count(*) from bezorgingen where mislukt is not null and pogingen = 3"); n != 2 {
			t.Errorf("%d notifications failed after three tries, want 2", n)
		}
	})
}

type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// nrc-006: a changed abonnement is tried at once, without waiting for the next time.
func TestChangeIsTriedAtOnce(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		r := newReceiver(t)
		r.answers(func(string) int { return 500 })
		path := s.Root.Make(abonnement, subscription(r.URL, on("zaken", object{})))["url"].(string)
		start(t, s, func(d *notificaties.Deliverer) { d.First, d.Longest = time.Hour, time.Hour })
		tell(t, s.DB, "zaken", "{}", 1)
		until(t, "the first try failed", func() bool { return count(t, s.DB, "select count(*) from bezorgingen where pogingen = 1") == 1 })
		r.answers(nil)
		if a := s.Root.Do("PATCH", path, object{"callbackUrl": r.URL + "/nieuw"}); a.Status != 200 {
			t.Fatalf("PATCH: %d %s", a.Status, a.Body)
		}
		until(t, "it is delivered", func() bool { return len(r.all()) == 1 })
	})
}

// A deliverer that stops between taking from the outbox and delivering leaves all for the next.
func TestRestart(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		r := newReceiver(t)
		hangs := make(chan struct{}, 10)
		r.answers(func(string) int { hangs <- struct{}{}; time.Sleep(50 * time.Millisecond); return 500 })
		s.Root.Make(abonnement, subscription(r.URL, on("zaken", object{})))
		stop := start(t, s)
		tell(t, s.DB, "zaken", "{}", 1, 2, 3)
		<-hangs // the subscriber is being told the first
		until(t, "the outbox is empty", func() bool { return count(t, s.DB, "select count(*) from outbox") == 0 })
		stop()
		if n := count(t, s.DB, "select count(*) from bezorgingen"); n != 3 {
			t.Errorf("%d deliveries wait, want 3", n)
		}
		if n := count(t, s.DB, "select count(*) from abonnementen where houder <> ''"); n != 0 {
			t.Error("the deliverer stopped without letting go of its subscriber")
		}
		tell(t, s.DB, "zaken", "{}", 4) // while nobody delivers
		r.answers(nil)
		start(t, s)
		settled(t, s)
		if got := numbers(r.all()); got != "1 2 3 4" {
			t.Errorf("heard %s, want 1 2 3 4", got)
		}
	})
}

// What is being told as the program stops comes to its end, so that it is told once; who never answers does not keep the program.
func TestStoppedWhileTelling(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		hears, silent := newReceiver(t), newReceiver(t)
		asked, answer := make(chan struct{}, 2), make(chan struct{})
		waits := func(string) int { asked <- struct{}{}; <-answer; return 204 }
		hears.answers(waits)
		silent.answers(waits)
		s.Root.Make(abonnement, subscription(hears.URL, on("zaken", object{})))
		end, wait := begin(t, s, func(d *notificaties.Deliverer) { d.Grace, d.Timeout = time.Minute, time.Minute })
		tell(t, s.DB, "zaken", "{}", 1, 2)
		<-asked
		end()
		answer <- struct{}{}
		wait()
		if got := numbers(hears.all()); got != "1" {
			t.Errorf("heard %s before the stop, want 1", got)
		}
		if n := count(t, s.DB, "select count(*) from bezorgingen"); n != 1 {
			t.Errorf("%d deliveries wait, want 1", n)
		}
		hears.answers(nil)
		s.Root.Make(abonnement, subscription(silent.URL, on("besluiten", object{})))
		stop := start(t, s, func(d *notificaties.Deliverer) { d.Grace, d.Timeout = time.Millisecond, time.Minute })
		tell(t, s.DB, "besluiten", "{}", 3)
		<-asked
		stop()
		close(answer)
		if n := count(t, s.DB, "select count(*) from bezorgingen where pogingen > 0 or fout <> ''"); n != 0 {
			t.Error("what we broke off counts as a try")
		}
		start(t, s)
		settled(t, s)
		if got := numbers(hears.all()); got != "1 2" {
			t.Errorf("heard %s, want 1 2", got)
		}
		if got := numbers(silent.all()); !strings.HasSuffix(got, "3") {
			t.Errorf("who was broken off heard %s, want 3", got)
		}
	})
}

// A process that was killed while it delivered holds its subscriber no longer than its lease.
func TestKilled(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		r := newReceiver(t)
		s.Root.Make(abonnement, subscription(r.URL, on("zaken", object{})))
		lease := time.Now().Add(300 * time.Millisecond)
		err := s.DB.Update(t.Context(), func(tx data.Tx) error {
			return tx.Exec("update abonnementen set houder = 'een ander', bezet_tot = $1", lease.UnixMilli())
		})
		if err != nil {
			t.Fatal(err)
		}
		start(t, s)
		tell(t, s.DB, "zaken", "{}", 1)
		settled(t, s)
		if now := time.Now(); now.Before(lease) {
			t.Errorf("told %s before the other's lease ended", lease.Sub(now))
		}
		if got := numbers(r.all()); got != "1" {
			t.Errorf("heard %s, want 1", got)
		}
	})
}

// Two processes on one PostgreSQL tell each subscriber everything once, in order.
func TestTwoProcesses(t *testing.T) {
	url := datatest.URL(t, "postgres")
	one, two := kit.Start(t, datatest.OpenURL(t, url)), kit.Start(t, datatest.OpenURL(t, url))
	var receivers []*receiver
	for range 8 {
		r := newReceiver(t)
		r.answers(func(string) int { time.Sleep(time.Millisecond); return 204 })
		one.Root.Make(abonnement, subscription(r.URL, on("zaken", object{})))
		receivers = append(receivers, r)
	}
	const n = 100
	var writers sync.WaitGroup
	for i, s := range []*kit.Server{one, two} {
		writers.Go(func() {
			for _, number := range upTo(n) {
				tell(t, s.DB, "zaken", "{}", 2*number-1+i)
				s.Wake()
			}
		})
	}
	start(t, one)
	start(t, two)
	writers.Wait()
	settled(t, one)
	for i, r := range receivers {
		heard := strings.Fields(numbers(r.all()))
		if len(heard) != 2*n {
			t.Errorf("subscriber %d heard %d notifications, want %d", i, len(heard), 2*n)
		}
		for writer := range 2 {
			if ofOne := every(heard, writer); !slices.IsSorted(ofOne) {
				t.Errorf("subscriber %d heard what writer %d told in the order %v", i, writer, ofOne)
			}
		}
		slices.Sort(heard)
		if once := slices.Compact(heard); len(once) != 2*n {
			t.Errorf("subscriber %d heard %d different notifications, want %d", i, len(once), 2*n)
		}
	}
}

// every are the numbers of one of two writers: the odd or the even ones.
func every(heard []string, writer int) (list []int) {
	for _, text := range heard {
		if n, err := strconv.Atoi(text); err == nil && n%2 == (writer+1)%2 {
			list = append(list, n)
		}
	}
	return list
}

// A large import that nobody listens to does not stay in the outbox.
func TestManyWithoutSubscribers(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		const n = 20_000
		err := s.DB.Update(t.Context(), func(tx data.Tx) error {
			for range n {
				if err := notify.Write(tx, "zaken", []byte(`{"kanaal":"zaken","kenmerken":{}}`)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		start(t, s)
		settled(t, s)
		t.Logf("%d notifications gone in %s", n, time.Since(began))
		if rows := count(t, s.DB, "select count(*) from bezorgingen"); rows != 0 {
			t.Errorf("%d deliveries without an abonnement", rows)
		}
	})
}

// The deliveries of an abonnement go with it, also while it is being told something.
func TestRemovedWhileDelivering(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		r := newReceiver(t)
		r.answers(func(string) int { return 500 })
		path := s.Root.Make(abonnement, subscription(r.URL, on("zaken", object{})))["url"].(string)
		start(t, s)
		tell(t, s.DB, "zaken", "{}", upTo(3)...)
		until(t, "it has failed once", func() bool { return count(t, s.DB, "select count(*) from bezorgingen where pogingen > 0") == 1 })
		if a := s.Root.Do("DELETE", path, nil); a.Status != 204 {
			t.Fatalf("DELETE: %d %s", a.Status, a.Body)
		}
		if n := count(t, s.DB, "select count(*) from bezorgingen"); n != 0 {
			t.Errorf("%d deliveries are left, want 0", n)
		}
	})
}
