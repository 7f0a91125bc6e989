package transitie_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// §12: the columns that trackers export, and those of spreadsheets here, find their fields by themselves. The headers are those
// that each program writes; who does it, and releases, are not taken.
func TestImportKoppen(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		pm := w.als("programmamanager")
		for _, c := range []struct{ naam, soort, lijst, want string }{
			{"OpenProject", "stappen", "ID,Subject,Type,Status,Assignee,Priority,Work,Finish date,Description\n1177,BRP-kopie uit,Task,New,Sanne Kok,Normal,1d 4h,2026-12-31,Omdat\n", "titel=Subject waarom=Description p50=Work"},
			{"OpenProject in het Nederlands", "stappen", "ID;Onderwerp;Type;Status;Toegewezen aan;Prioriteit;Geschatte tijd;Omschrijving\n1178;Servicebus uit;Taak;Nieuw;Sanne Kok;Normaal;12,5 uur;Omdat\n", "titel=Onderwerp waarom=Omschrijving p50=Geschatte tijd"},
			{"GitLab", "stappen", "Title,Description,Issue ID,URL,State,Author,Author Username,Assignee,Assignee Username,Confidential,Locked,Due Date,Created At (UTC),Updated At (UTC),Closed At (UTC),Milestone,Weight,Labels,Time Estimate,Time Spent\nStatus volgen,Omdat,8,https://git.example.nl/x/-/issues/8,Open,Sanne,sanne,,,No,No,2026-12-31,2026-01-01 10:00:00,2026-01-01 10:00:00,,v1.2,3,backend,3600,0\n", "url=URL titel=Title waarom=Description"},
			{"Jira", "stappen", "Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Priority,Assignee,Due date,Labels,Labels,Description,Inward issue link (Blocks)\nFormulieren om,PAY-2,10001,Story,Done,PAY,Betalen,High,Sanne,14/Jul/25 3:42 PM,a,b,Omdat,\nBetalen om,PAY-3,10002,Story,Done,PAY,Betalen,High,Sanne,,a,b,,PAY-2\n", "titel=Summary waarom=Description afhankelijkVan=Inward issue link (Blocks) verwijzing=Issue key"},
			{"Plane", "stappen", "\"ID\",\"Project\",\"Name\",\"Description\",\"State\",\"Priority\",\"Created By\",\"Assignee\",\"Labels\",\"Cycle Name\",\"Cycle Start Date\",\"Module Name\",\"Created At\"\n\"CG-1\",\"Common Ground\",\"Zaken delen\",\"Omdat\",\"Todo\",\"high\",\"Sanne\",\"\",\"\",\"\",\"\",\"\",\"\"\n", "titel=Name waarom=Description"},
			{"Taiga", "stappen", "id,ref,subject,description,sprint_id,sprint,sprint_estimated_start,sprint_estimated_finish,owner,owner_full_name,assigned_to,assigned_to_full_name,status,is_closed,swimlane\n1,12,Balie om,Omdat,,,,,sanne,Sanne Kok,,,New,False,\n", "titel=subject waarom=description"},
			{"Trello", "stappen", "Card ID,Card Name,Card URL,Card Description,Labels,Members,Due Date,List ID,List Name,Board Name,Archived\nc1,Archief om,https://trello.example/c/1,Omdat,Inkoop (green),,2026-10-09T08:00:00.000Z,l1,Bezig,Bord,false\n", "url=Card URL titel=Card Name waarom=Card Description"},
			{"een actielijst", "stappen", "Nr;Actie;Omschrijving;Eigenaar;Uren\n1;Telefoon om;Omdat;Sanne Kok;16\n", "titel=Actie waarom=Omschrijving p50=Uren"},
			{"een actielijst met teams", "stappen", "Wat;Waarom;Eigenaar\nWebsite om;Omdat;Team Buurt\nApp om;Omdat;\n", "titel=Wat waarom=Waarom team=Eigenaar"},
			{"alleen een omschrijving", "stappen", "Nr;Omschrijving;Status\n1;Post om;open\n", "titel=Omschrijving"},
			{"contracten", "kansen", "Contractnummer;Applicatie;Leverancier;Einddatum contract;Opzegtermijn;Jaarlijkse kosten\nC-1;Zaaksysteem;Leverancier bv;31-12-2027;3 maanden;€ 12.500,-\n", "titel=Applicatie sluit=Einddatum contract inkooptijd=Opzegtermijn euro=Jaarlijkse kosten bewijs=Contractnummer"},
			{"contracten zonder naam", "kansen", "Leverancier;Einddatum\nLeverancier bv;31-12-2027\n", "titel=Leverancier sluit=Einddatum"},
		} {
			report := w.leesIn(pm, 201, "soort", c.soort, "inhoud", c.lijst)
			var got []string
			for _, one := range report["toewijzing"].([]any) {
				m := one.(map[string]any)
				got = append(got, m["veld"].(string)+"="+m["kolom"].(string))
			}
			if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("%s: %s", c.naam, diff)
			}
			if report["foutenTotaal"] != 0.0 || report["overgeslagen"] != 0.0 {
				t.Errorf("%s: %v", c.naam, report["fouten"])
			}
		}
		for titel, uren := range map[string]float64{"brp-kopie": 12, "servicebus": 13, "telefoon": 16} {
			found, _ := w.Root.List(root + "/stappen?titel__icontains=" + titel)
			if len(found) != 1 || found[0]["uren"].(map[string]any)["p50"] != uren {
				t.Errorf("%s: %v", titel, found)
			}
		}
		report := w.leesIn(pm, 200, "soort", "stappen", "proefdraai", true, "inhoud", "Actie;Eigenaar\nNog iets;Sanne Kok\n")
		if diff := cmp.Diff([]any{map[string]any{"kolom": "Eigenaar", "reden": "Hier staat geen naam van een team in Meent. Maak die eerst, of laat de kolom liggen."}}, report["nietOvergenomen"]); diff != "" {
			t.Error(diff)
		}
	})
}
