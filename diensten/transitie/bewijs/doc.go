// Package bewijs makes measurements that nobody can change unseen: each record holds the digest of the one before it and the signature of
// the organisation, over canonical JSON (RFC 8785) with Ed25519 (transition.md §10.2). It is pure: who keeps records and keys is not its concern.
package bewijs
