// Package rest is the kit: what all registers share, so that one resource is one file. A Resource says what is particular
// to a resource; the functions here decode what a client sends, check references and rights, write the document with its
// columns, audit row and outbox row in one transaction, and read lists, details and expansions without decoding anything.
package rest
