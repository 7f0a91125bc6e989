// Package volgorde says which step comes next and why: it makes an order from the energy of people, the chances that are open,
// the share in the aim, and what must be done first (transition.md §3, §4). It is a pure function of its input, without a clock
// or a database, so that two municipalities with the same input get the same order to the byte (R10).
package volgorde
