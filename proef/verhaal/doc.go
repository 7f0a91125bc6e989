// Package verhaal tells one story against the real program, as a supplier's software lives it: types are published, a zaak
// is registered, decided on, closed, opened again and removed, while a subscriber listens and others look on.
package verhaal
