// Package auth says who is calling and what that caller may do: it checks the token that a client signs, and turns the
// client's Applicatie into rights that a query can use.
package auth
