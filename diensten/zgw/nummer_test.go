package zgw

import "testing"

func TestElfproef(t *testing.T) {
	for in, code := range map[string]string{
		"000000000": "", "245122461": "", "123456782": "", "111222333": "", "517439943": "",
		"123456789": "invalid", "245122462": "invalid",
		"12345678": "invalid-length", "1234567820": "invalid-length",
		"12345678a": "only-digits", "1234.56.782": "only-digits", "-12345678": "only-digits", "１23456782": "only-digits",
	} {
		wantCode(t, RSIN(in), code)
		wantCode(t, BSN(in), code)
	}
}
