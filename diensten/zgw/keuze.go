package zgw

import "strings"

// choices are the values of an enumeration, in the order of the standard, with what people call them.
type choices []struct{ value, label string }

func (c choices) values() []string {
	values := make([]string, len(c))
	for i, choice := range c {
		values[i] = choice.value
	}
	return values
}

func (c choices) index(value string) int {
	for i := range c {
		if c[i].value == value {
			return i
		}
	}
	return -1
}

func (c choices) label(value string) string {
	if i := c.index(value); i >= 0 {
		return c[i].label
	}
	return ""
}

func (c choices) valid(value string) (code, reason string) {
	if value == "" || c.index(value) >= 0 {
		return "", ""
	}
	return codeInvalidChoice, "Dit is geen bekende waarde. Kies uit: " + strings.Join(c.values(), ", ") + "."
}
