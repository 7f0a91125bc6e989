package transitie

import "syscall"

// plaats is how far back: with 10 it has a tenth of a processor that others ask whole, so that a pass still ends within its minute.
const plaats = 10

// achteraan puts the thread that calls it behind all others: on Linux niceness is of a thread. One that may not be put there stays.
func achteraan() { _ = syscall.Setpriority(syscall.PRIO_PROCESS, 0, plaats) }
