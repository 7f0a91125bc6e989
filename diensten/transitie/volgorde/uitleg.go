package volgorde

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// result writes the rows in the order in which they are shown, each with its explanation.
func (b *berekening) result(digest func() string) Uitslag {
	u := Uitslag{Peildatum: b.in.Peildatum, Instelling: b.in.Instelling, Kring: []string{}}
	for i := range b.rows {
		if b.rows[i].Score != nil {
			u.Gescoord++
		}
	}
	if b.kring {
		hard := map[string][]string{}
		for _, s := range b.in.Stappen {
			hard[s.UUID] = s.Hard
		}
		u.Kring = append(u.Kring, Kring(hard)...)
	}
	u.RangTonen = u.Gescoord >= minRanked
	shown := make([]*Regel, 0, len(b.rows))
	for i := range b.rows {
		if r := &b.rows[i]; r.Groep != "" {
			b.explain(i, u.RangTonen)
			shown = append(shown, r)
		}
	}
	slices.SortFunc(shown, byShown)
	u.Stappen = make([]Regel, 0, len(shown))
	for _, r := range shown {
		u.Stappen = append(u.Stappen, *r)
	}
	u.Digest = digest()
	return u
}

var groups = []Groep{Gescoord, DeurGaatDicht, ErIsEnergie, NogNietsBekend, GewoonProberen, Loopt}

// byShown puts the order first and then the groups: the door that closes first, the most energy, and else by name.
func byShown(a, b *Regel) int {
	return cmp.Or(
		unknownLast(a.Plek, b.Plek),
		cmp.Compare(slices.Index(groups, a.Groep), slices.Index(groups, b.Groep)),
		unknownLast(a.Kans.LVM, b.Kans.LVM),
		cmp.Compare(b.Energie.E, a.Energie.E),
		cmp.Compare(a.Titel, b.Titel),
		cmp.Compare(a.UUID, b.UUID),
	)
}

func (b *berekening) explain(i int, showRank bool) {
	s, r := &b.in.Stappen[i], &b.rows[i]
	if showRank && r.Plek > 0 {
		r.Rang = new(r.Plek)
	}
	r.WachtOp, r.VoorZacht = b.waitsFor(s), b.turnedRound(s, r)
	r.Labels, r.Vraag = b.labels(s, r), b.question(s, r)
	r.Termen = b.terms(r)
	r.Zinnen = b.sentences(i, showRank)
	if r.Kans.Posten == nil {
		r.Kans.Posten = []Post{}
	}
}

// other is how another step is named; one that is not among the steps has only its uuid.
func (b *berekening) other(uuid string) Andere {
	i, ok := b.index[uuid]
	if !ok {
		return Andere{UUID: uuid}
	}
	r := &b.rows[i]
	return Andere{UUID: uuid, Titel: r.Titel, Toestand: r.Toestand, Plek: r.Plek}
}

func (b *berekening) waitsFor(s *Stap) []Andere {
	first := []Andere{}
	for _, uuid := range s.Hard {
		if a := b.other(uuid); !a.Toestand.done() {
			first = append(first, a)
		}
	}
	return first
}

// turnedRound are the soft dependencies that the order does not follow: they warn, they do not order.
func (b *berekening) turnedRound(s *Stap, r *Regel) []Andere {
	later := []Andere{}
	for _, uuid := range s.Zacht {
		if a := b.other(uuid); r.Plek > 0 && a.Plek > r.Plek {
			later = append(later, a)
		}
	}
	return later
}

func (b *berekening) labels(s *Stap, r *Regel) []string {
	labels := []string{}
	add := func(is bool, label string) {
		if is {
			labels = append(labels, label)
		}
	}
	_, assumed := s.months()
	add(r.Kans.TeLaat != nil, LabelTeLaat)
	add(r.Verplaatsing != nil, LabelMetDeHand)
	add(r.GetrokkenDoor != "", LabelGetrokken)
	add(s.Team == "", LabelGeenTeam)
	add(assumed && r.Kans.LVM != "", LabelAanname)
	add(len(s.Bijdragen) == 0, LabelDoelloos)
	add(len(s.Bijdragen) > 0 && r.Doel.Bijdrage == nil && len(b.in.Doelmaten) > 0, LabelDoelOnbekend)
	return labels
}

// question is the one whose answer brings a step furthest: first what keeps it from a place, then what makes its place truer.
func (b *berekening) question(s *Stap, r *Regel) *Vraag {
	_, assumed := s.months()
	switch {
	case r.Groep == Loopt:
		return nil
	case r.Groep == GewoonProberen:
		return &Vraag{"doeMaar", "Welke teamleider zegt: doe maar?"}
	case !r.Energie.Bekend && len(r.Energie.Aanbod) > 0:
		return &Vraag{"omvang", "Hoe groot is deze stap: klein, middel of groot?"}
	case !r.Energie.Bekend:
		return &Vraag{"energie", "Wie trekt eraan?"}
	case !r.Kans.Bekend:
		return &Vraag{"kans", "Loopt er een contract af?"}
	case r.Doel.Bijdrage == nil && len(b.in.Doelmaten) > 0:
		return &Vraag{"doel", "Wat merken inwoners ervan: bij welke maat van het doel helpt deze stap?"}
	case s.Team == "":
		return &Vraag{"team", "Welk team pakt dit op?"}
	case s.P50 == 0:
		return &Vraag{"omvang", "Hoe groot is deze stap: klein, middel of groot?"}
	case assumed:
		return &Vraag{"doorlooptijd", "Hoeveel maanden duurt deze stap?"}
	}
	return nil
}

// terms is ln S = ln G + α ln E + (1−α) ln K (§4.4), for a step with a score.
func (b *berekening) terms(r *Regel) []Term {
	if r.Score == nil {
		return []Term{}
	}
	w := b.in.Instelling
	term := func(name string, value, floor, weight float64, from []Bron) Term {
		return Term{Naam: name, Waarde: value, Gewicht: weight, Effect: round(weight * math.Log(max(value, floor))), Bronnen: from}
	}
	return []Term{
		term("doel", r.Doel.G, 0, 1, aimSources(r)),
		term("energie", r.Energie.E, w.Epsilon, w.Alpha, energySources(r)),
		term("kans", r.Kans.K, w.Epsilon, round(1-w.Alpha), chanceSources(r)),
	}
}

func aimSources(r *Regel) []Bron {
	if r.Doel.Bijdrage == nil {
		return []Bron{}
	}
	return []Bron{{Verwijzing: r.Doel.Bijdrage.Aan, Tekst: aimSentence(r)}}
}

func energySources(r *Regel) []Bron {
	from := []Bron{}
	for _, a := range r.Energie.Aanbod {
		text := "Gezegd, niet gemeten."
		if a.Door != "" {
			text = "Gezegd door " + a.Door + ", niet gemeten."
		}
		from = append(from, Bron{Verwijzing: a.UUID, Tekst: text, Op: a.Op})
	}
	for _, signal := range r.Energie.Signalen {
		if signal.Gemeten {
			from = append(from, Bron{Tekst: "Gemeten: " + signal.Naam + ".", Op: signal.Op})
		}
	}
	return from
}

func chanceSources(r *Regel) []Bron {
	from := []Bron{}
	for _, p := range r.Kans.Posten {
		from = append(from, Bron{Verwijzing: cmp.Or(p.Bron, p.Kans), Tekst: p.Tekst})
	}
	return from
}

// sentences explain a place, in words for everyone (B1).
func (b *berekening) sentences(i int, showRank bool) []string {
	s, r := &b.in.Stappen[i], &b.rows[i]
	say := b.placeSentences(i, showRank)
	add := func(format string, args ...any) { say = append(say, fmt.Sprintf(format, args...)) }
	for _, a := range r.WachtOp {
		say = append(say, waitSentence(a))
	}
	for _, a := range r.VoorZacht {
		add("Let op: %s komt later, terwijl die beter eerst kan.", quote(a))
	}
	for _, p := range r.Kans.Posten {
		if p.TeLaat != nil {
			add("‘%s’ is verplicht. Op tijd beginnen kan niet meer: deze stap is %s te laat.", p.Titel, lateness(*p.TeLaat))
		}
	}
	if r.Doel.Bijdrage != nil {
		say = append(say, "Doel: "+aimSentence(r))
	}
	if r.Energie.Bekend {
		say = append(say, "Energie: "+energySentence(r))
	}
	for _, p := range r.Kans.Posten {
		say = append(say, "Kans: "+p.Tekst)
	}
	if r.Score != nil && r.Score.SPub != r.Score.S {
		add("De score van vandaag is %s. Een klein verschil met de vorige volgorde telt niet mee, zodat niet alles elke week schuift: er wordt gerekend met %s.",
			decimal(r.Score.S), decimal(r.Score.SPub))
	}
	if _, assumed := s.months(); assumed && r.Kans.LVM != "" {
		add("Hoe lang deze stap duurt is niet ingevuld. We rekenen met %d maanden.", assumedMonths)
	}
	if r.Golf != "" && s.Team == "" {
		add("Nog geen team heeft deze stap.")
	}
	return say
}

// placeSentences say why a step stands where it stands.
func (b *berekening) placeSentences(i int, showRank bool) []string {
	r := &b.rows[i]
	stands := "Deze stap staat hier"
	if showRank {
		stands = "Staat op " + strconv.Itoa(r.Plek)
	}
	switch {
	case r.Groep == Loopt:
		return []string{"Deze stap loopt al. Wat loopt, krijgt geen plek."}
	case r.Plek == 0:
		return []string{groupSentence(r)}
	}
	say := make([]string, 0, 8)
	switch {
	case r.Verplaatsing != nil:
		say = append(say, strings.TrimRight(fmt.Sprintf("%s: met de hand verplaatst. Reden: %s", stands, r.Verplaatsing.Reden), ".")+".")
	case r.GetrokkenDoor != "":
		say = append(say, b.pulledSentence(r, stands))
	default:
		say = append(say, stands+": score "+decimal(r.Score.S)+".")
	}
	if showRank && r.Score != nil && r.GetrokkenDoor != "" {
		say = append(say, fmt.Sprintf("Op eigen kracht stond deze stap op plek %d.", r.Score.EigenPlek))
	}
	if !showRank && r.Score != nil {
		say = append(say, fmt.Sprintf("Plekken krijgen een nummer als er %d stappen zijn met energie en een kans.", minRanked))
	}
	if b.full[i] {
		say = append(say, fullSentence(r))
	}
	return say
}

func (b *berekening) pulledSentence(r *Regel, stands string) string {
	by := &b.rows[b.index[r.GetrokkenDoor]]
	waiting := quote(b.other(by.UUID))
	if by.Score != nil {
		waiting += " (" + decimal(by.Score.S) + ")"
	}
	if r.Score == nil {
		return fmt.Sprintf("%s: stap %s wacht hierop. Zelf heeft deze stap nog geen score. %s", stands, waiting, groupSentence(r))
	}
	return fmt.Sprintf("%s: stap %s wacht hierop; eigen score %s.", stands, waiting, decimal(r.Score.S))
}

func groupSentence(r *Regel) string {
	switch r.Groep {
	case DeurGaatDicht:
		return "Deze deur gaat dicht en nog niemand trekt eraan. Daarom heeft deze stap geen eigen plek."
	case ErIsEnergie:
		return "Mensen willen dit, maar een kans is nog niet bekend. Daarom heeft deze stap geen eigen plek."
	case GewoonProberen:
		return "Klein en terug te draaien: deze stap hoeft niet te wachten op een plek. Eén teamleider zegt: doe maar."
	}
	return "Van deze stap is nog niets bekend. Eén antwoord is genoeg voor een groep, twee voor een plek."
}

func fullSentence(r *Regel) string {
	who := "Het team"
	switch {
	case r.Team == "":
		return "Er wachten al andere stappen zonder team. Daarom komt deze later."
	case r.TeamNaam != "":
		who = "Team " + strings.TrimPrefix(r.TeamNaam, "Team ")
	}
	return who + " heeft eerder geen ruimte. Daarom komt deze stap later."
}

func waitSentence(a Andere) string {
	switch {
	case a.Toestand == "":
		return "Wacht op een stap die hier niet bekend is. Kijk of de afhankelijkheid nog klopt."
	case a.Toestand == Lopend:
		return fmt.Sprintf("Wacht op %s, die loopt.", quote(a))
	case a.Toestand == Gestopt:
		return fmt.Sprintf("Wacht op %s, maar die is gestopt. Kies een andere weg of haal de afhankelijkheid weg.", quote(a))
	case a.Toestand == Slapend:
		return fmt.Sprintf("Wacht op %s, maar die slaapt. Maak die stap wakker of haal de afhankelijkheid weg.", quote(a))
	case a.Toestand == Idee:
		return fmt.Sprintf("Wacht op %s, en dat is nog een idee.", quote(a))
	}
	return "Eerst " + quote(a) + "."
}

func aimSentence(r *Regel) string {
	if r.Doel.Bijdrage == nil {
		return ""
	}
	about := "een maat van het doel"
	if r.Doel.Bijdrage.Naam != "" {
		about = "‘" + r.Doel.Bijdrage.Naam + "’"
	}
	switch r.Doel.Bijdrage.Sterkte {
	case "sterk":
		return "helpt sterk bij " + about + "."
	case "zwak":
		return "helpt een beetje bij " + about + "."
	}
	return "helpt niet bij " + about + "."
}

// energySentence is energy in words; of what is measured only the people are told, never a signal (§3.1).
func energySentence(r *Regel) string {
	e := &r.Energie
	say := []string{count(e.N, "mens", "mensen")}
	if len(e.Aanbod) > 0 {
		say = append(say, hours(e.Uren)+" uur per maand")
	}
	if len(e.Lagen) > 0 {
		say = append(say, count(len(e.Lagen), "laag", "lagen"))
	}
	how := " (gemeten)."
	switch measured := slices.IndexFunc(e.Signalen, func(s Signaal) bool { return s.Gemeten }) >= 0; {
	case measured && len(e.Aanbod) > 0:
		how = " (deels gezegd, deels gemeten)."
	case !measured:
		how = " (gezegd, niet gemeten)."
	}
	return strings.Join(say, ", ") + how
}

func chanceSentence(p *Post) string {
	switch {
	case p.LVM != "" && p.TeLaat != nil:
		return "‘" + p.Titel + "’ had uiterlijk op " + dutch(p.LVM) + " moeten beginnen."
	case p.LVM != "":
		return "‘" + p.Titel + "’ sluit op " + dutch(p.Sluit) + "; uiterlijk beginnen op " + dutch(p.LVM) + "."
	}
	return "‘" + p.Titel + "’, zonder einddatum."
}

func quote(a Andere) string { return "‘" + a.Titel + "’" }

func count(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + more
}

func lateness(months int) string {
	switch months {
	case 0:
		return "minder dan een maand"
	case 1:
		return "1 maand"
	}
	return fmt.Sprintf("%d maanden", months)
}

// decimal is a score as it is shown: two decimals, with a comma.
func decimal(x float64) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', 2, 64), ".", ",", 1)
}

func hours(x float64) string { return strconv.FormatFloat(x, 'f', 0, 64) }

var monthNames = []string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}

func dutch(d Datum) string {
	t, ok := d.day()
	if !ok {
		return string(d)
	}
	return strconv.Itoa(t.Day()) + " " + monthNames[t.Month()-1] + " " + strconv.Itoa(t.Year())
}
