package transitie

import (
	"fmt"
	"strconv"
	"strings"

	"meent/diensten/transitie/maat"
)

// schorsing is what is known of when a zaak was suspended: the periods in days since 1970, each from a day up to another that is left out while
// it lasts ("20700-20710,20720-"); "" for never, and "?" when it is not known. A list of zaken tells only whether one is suspended now, so the
// periods follow from what was read day after day, and are known of zaken that were read from their beginning (§9, R12).
type schorsing string

const schorsingOnbekend schorsing = "?"

// schorsing goes on with what was known of a zaak (b), on the day on which something of it changed.
func (z *zaakInLijst) schorsing(b bekende, f feit, today int32) schorsing {
	s := b.schorsing
	if b.versie == 0 {
		s = schorsingOnbekend
		if today <= max(f.start, dagen(z.Registratie))+1 {
			s = "" // nothing can have happened before it was seen
		}
	}
	if s == schorsingOnbekend || z.Opschorting == nil && b.versie == 0 {
		return schorsingOnbekend
	}
	lasts, waits := strings.HasSuffix(string(s), "-"), f.geschorst && f.eind == geenDag
	switch {
	case lasts && !waits:
		s += schorsing(strconv.Itoa(int(today)))
	case waits && !lasts && s != "":
		s += schorsing(fmt.Sprintf(",%d-", today))
	case waits && !lasts:
		s = schorsing(fmt.Sprintf("%d-", today))
	}
	return s
}

// leesSchorsing gives the suspended days and periods of a zaak, as package maat wants them.
func leesSchorsing(text []byte) (days int32, periods []maat.Schorsing, err error) {
	switch string(text) {
	case string(schorsingOnbekend):
		return maat.OpgeschortOnbekend, nil, nil
	case "":
		return 0, nil, nil
	}
	for one := range strings.SplitSeq(string(text), ",") {
		from, to, _ := strings.Cut(one, "-")
		p := maat.Schorsing{Tot: maat.GeenDag}
		n, err := strconv.ParseInt(from, 10, 32)
		if err != nil {
			return 0, nil, fmt.Errorf("when a zaak was suspended: %w", err)
		}
		p.Van = maat.Dag(n)
		if to != "" {
			if n, err = strconv.ParseInt(to, 10, 32); err != nil {
				return 0, nil, fmt.Errorf("when a zaak was suspended: %w", err)
			}
			p.Tot = maat.Dag(n)
		}
		periods = append(periods, p)
	}
	return 0, periods, nil
}
