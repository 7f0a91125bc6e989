package transitie

import (
	"os"
	"runtime"
	"sync"
)

// opzij does what takes a processor for seconds, so that whoever calls the registers meanwhile does not wait for it: on a thread of its own,
// which goes after all others where the system can be told so (achteraan), with one processor of the runtime more for as long as it takes.
//
// The runtime finds a connection on which something came in when a processor of its own has nothing to do, and takes one from who computes
// after ten milliseconds; the operating system gives a thread that wakes up its turn at once. So the system is to choose, between threads.
func opzij(do func()) {
	erbij.begin()
	defer erbij.eind()
	done := make(chan any)
	go func() {
		runtime.LockOSThread() // and never unlocked: the thread ends with this goroutine, and its place at the back with it
		defer func() { done <- recover() }()
		achteraan()
		do()
	}()
	if p := <-done; p != nil {
		panic(p)
	}
}

// erbij is the processor that the runtime has more while anything is done opzij.
var erbij extraProcessor

type extraProcessor struct {
	mu    sync.Mutex
	bezig int
	met   int // what the runtime was given
}

func (e *extraProcessor) begin() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.bezig++; e.bezig == 1 {
		e.met = runtime.GOMAXPROCS(0) + 1
		runtime.GOMAXPROCS(e.met)
	}
}

func (e *extraProcessor) eind() {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch e.bezig--; {
	case e.bezig > 0 || runtime.GOMAXPROCS(0) != e.met: // somebody else is at it, or set another number
	case os.Getenv("GOMAXPROCS") != "":
		runtime.GOMAXPROCS(e.met - 1)
	default:
		runtime.SetDefaultGOMAXPROCS() // which goes on following what the container is given
	}
}
