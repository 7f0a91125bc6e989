// Package maat measures the service to residents from cases, and says what such a figure proves: Kaplan–Meier, shares by count,
// control charts, the outcome of a check and the state of a milestone (transition.md §9, §10, §2.4). It is pure: rows and dates go in,
// figures come out, and the same rows give the same figure and the same digest (R10).
//
// A new measure is one file and a line in Sonden. Nothing here knows who handled a case, so that no figure can be about a person (R7).
package maat
