package data

import "strings"

// forSQLite writes a statement as SQLite wants it: $1 becomes ?1, because SQLite numbers $1 by its first appearance, and
// collate "C", which PostgreSQL needs for the order of bytes, becomes collate binary. What stands in strings, quoted
// names and comments stays as it is.
func forSQLite(query string) string {
	var b strings.Builder
	b.Grow(len(query) + 8)
	collate := false // the last word was collate
	for i := 0; i < len(query); {
		n := tokenLength(query[i:])
		token := query[i : i+n]
		i += n
		switch {
		case isParameter(token):
			b.WriteByte('?')
			b.WriteString(token[1:])
		case collate && token == `"C"`:
			b.WriteString("binary")
		default:
			b.WriteString(token)
		}
		if !isSpace(token[0]) {
			collate = strings.EqualFold(token, "collate")
		}
	}
	return b.String()
}

// tokenLength is the length of the token that s, which is not empty, begins with.
func tokenLength(s string) int {
	switch c := s[0]; {
	case c == '\'' || c == '"' || c == '`':
		return quotedLength(s, c)
	case c == '[':
		return through(s, 1, "]")
	case strings.HasPrefix(s, "--"):
		return through(s, 2, "\n")
	case strings.HasPrefix(s, "/*"):
		return through(s, 2, "*/")
	case isWord(c):
		return runLength(s, isWord)
	case isSpace(c):
		return runLength(s, isSpace)
	}
	return 1
}

// quotedLength is the length of a quoted text; a doubled quote stands for itself.
func quotedLength(s string, quote byte) int {
	for i := 1; i < len(s); i++ {
		if s[i] != quote {
			continue
		}
		if i+1 == len(s) || s[i+1] != quote {
			return i + 1
		}
		i++
	}
	return len(s)
}

// through is the length of s up to and with end, which is sought from a place on; all of s when it is not there.
func through(s string, from int, end string) int {
	if i := strings.Index(s[from:], end); i >= 0 {
		return from + i + len(end)
	}
	return len(s)
}

func runLength(s string, in func(byte) bool) int {
	n := 1
	for n < len(s) && in(s[n]) {
		n++
	}
	return n
}

func isWord(c byte) bool {
	return c == '_' || c == '$' || c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// isParameter says whether a token is $ and digits.
func isParameter(token string) bool {
	return len(token) > 1 && token[0] == '$' && strings.Trim(token[1:], "0123456789") == ""
}
