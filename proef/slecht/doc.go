// Package slecht sends the real program what no honest client sends: other people's tokens, bodies that are no bodies,
// addresses that lead nowhere. It takes every operation from the APIs' own openapi.json, and wants the standard's problem
// document each time, soon, with nothing written.
package slecht
