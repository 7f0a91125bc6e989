package documenten

// Inhoud is the member inhoud of a document: in an answer the address where the contents are fetched, in a request what
// intake has made of the base64 that the client sent.
type Inhoud string
