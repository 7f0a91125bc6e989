// Package zgw holds the words that all registers share: dates, periods, numbers of people and organisations, references
// and the choices of the standard. A value knows its JSON form and, through Valid, whether it means anything; whether it
// must be there at all is for the resource to say.
package zgw
