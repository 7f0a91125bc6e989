package auth

// Error is why a caller is not let in: a code of the standard for machines, and a Dutch sentence for the people who run
// the client. It is always answered with 403.
type Error struct {
	Code   string
	Detail string
}

func (e *Error) Error() string { return e.Code + ": " + e.Detail }

// The refusals, in the order in which they are checked (RULES.md G-21).
var (
	errAbsent    = &Error{"not_authenticated", "Er is geen token meegestuurd. Stuur de header Authorization: Bearer <token> mee."}
	errDecode    = &Error{"jwt-decode-error", "Het token is niet te lezen. Stuur een JWT dat met HS256 is ondertekend."}
	errNoClient  = &Error{"missing-client-identifier", "In het token ontbreekt client_id. Neem client_id op in de payload."}
	errUnknown   = &Error{"invalid-client-identifier", "Deze client_id is hier niet bekend. Laat de beheerder de client aanmelden of controleer de spelling."}
	errSignature = &Error{"invalid-jwt-signature", "De handtekening van het token klopt niet. Onderteken het met het secret dat bij deze client_id hoort."}
	errNoIssued  = &Error{"jwt-missing-iat-claim", "In het token ontbreekt iat. Neem het tijdstip van uitgifte op in de payload, in seconden sinds 1970."}
	errExpired   = &Error{"jwt-expired", "Het token is verlopen. Maak een nieuw token; controleer zo nodig de klok van de client."}
	errTooEarly  = &Error{"jwt-not-yet-valid", "Het token geldt nog niet. Controleer de klok van de client."}
)
