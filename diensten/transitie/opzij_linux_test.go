package transitie

import (
	"runtime"
	"syscall"
	"testing"
)

// What is measured goes behind all else, and leaves nothing behind: not on a thread, not in the runtime.
func TestOpzij(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	niceness := func() int { // getpriority gives 20 less what is asked
		n, err := syscall.Getpriority(syscall.PRIO_PROCESS, 0)
		if err != nil {
			t.Fatal(err)
		}
		return 20 - n
	}
	here, processors := niceness(), runtime.GOMAXPROCS(0)
	opzij(func() {
		if n := niceness(); n != max(plaats, here) {
			t.Errorf("measured at %d", n)
		}
		opzij(func() {
			if n := runtime.GOMAXPROCS(0); n != processors+1 {
				t.Errorf("two at once: %d processors of %d", n, processors)
			}
		})
	})
	if n := runtime.GOMAXPROCS(0); n != processors {
		t.Errorf("%d processors after it, %d before", n, processors)
	}
	for range 20 { // on whatever thread the next comes
		done := make(chan int)
		go func() { done <- niceness() }()
		if n := <-done; n != here {
			t.Errorf("%d after it, %d before", n, here)
		}
	}
	defer func() {
		if recover() != "kapot" {
			t.Error("a panic stayed behind")
		}
	}()
	opzij(func() { panic("kapot") })
}
