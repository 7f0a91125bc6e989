package zgw

// RSIN is the number of an organisation: nine digits that pass the elfproef.
type RSIN string

// BSN is the number of a person: nine digits that pass the elfproef.
type BSN string

// Valid says what is wrong with the number, if anything.
func (n RSIN) Valid() (code, reason string) {
	return nineDigits(string(n), "RSIN")
}

// UnmarshalJSON takes any text; Valid judges it.
func (n *RSIN) UnmarshalJSON(b []byte) error {
	s, err := decodeText(b)
	*n = RSIN(s)
	return err
}

// Valid says what is wrong with the number, if anything.
func (n BSN) Valid() (code, reason string) {
	return nineDigits(string(n), "BSN")
}

// UnmarshalJSON takes any text; Valid judges it.
func (n *BSN) UnmarshalJSON(b []byte) error {
	s, err := decodeText(b)
	*n = BSN(s)
	return err
}

func nineDigits(s, name string) (code, reason string) {
	switch {
	case s == "":
		return "", ""
	case !digits(s):
		return codeOnlyDigits, "Een " + name + " bestaat alleen uit cijfers. Haal spaties, punten en letters weg."
	case len(s) != 9:
		return codeInvalidLength, "Een " + name + " heeft negen cijfers. Vul het aan met nullen vooraan of haal weg wat te veel is."
	case !elfproef(s):
		return codeInvalid, "Dit " + name + " klopt niet (elfproef). Controleer de cijfers."
	}
	return "", ""
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// elfproef weighs the digits 9, 8, … 2 and the last one -1; the sum must divide by eleven.
func elfproef(s string) bool {
	sum := -int(s[8] - '0')
	for i := range 8 {
		sum += (9 - i) * int(s[i]-'0')
	}
	return sum%11 == 0
}
