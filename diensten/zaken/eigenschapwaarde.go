package zaken

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"meent/diensten/zgw"
)

// fitsText says whether a text is no longer than a lengte, which is a number of characters.
func fitsText(value, lengte string) bool {
	n, err := strconv.Atoi(lengte)
	return err != nil || utf8.RuneCountInString(value) <= n
}

// fitsNumber says whether a number has no more digits than a lengte allows: "5" is five, "5,2" five before the comma and
// two behind it.
func fitsNumber(value, lengte string) bool {
	whole, decimals, _ := strings.Cut(strings.ReplaceAll(strings.TrimLeft(value, "+-"), ".", ","), ",")
	if whole == "" || strings.Trim(whole+decimals, "0123456789") != "" {
		return false
	}
	before, behind, _ := strings.Cut(strings.ReplaceAll(lengte, ".", ","), ",")
	return fitsText(whole, before) && (decimals == "" || behind != "" && fitsText(decimals, behind))
}

// fitsMoment says whether a value is a moment, as the standard writes it in eigenschappen or as ISO 8601 does.
func fitsMoment(value string) bool {
	if _, err := time.Parse("20060102150405", value); err == nil {
		return true
	}
	_, ok := zgw.ParseTime(value)
	return ok
}
