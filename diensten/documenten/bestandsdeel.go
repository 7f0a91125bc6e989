package documenten

import "meent/diensten/zgw"

// Bestandsdeel is a part of contents that are too large for one request. It is there until the document is unlocked.
type Bestandsdeel struct {
	// Het adres waar dit deel naartoe wordt gestuurd.
	URL zgw.URL `json:"url" zgw:"readonly,max=1000"`
	// De plaats van het deel in het geheel.
	Volgnummer int `json:"volgnummer" zgw:"readonly"`
	// De grootte van het deel in bytes.
	Omvang int `json:"omvang" zgw:"readonly"`
	// Of het deel is ontvangen.
	Voltooid bool `json:"voltooid" zgw:"readonly"`
	// De sleutel van de vergrendeling.
	Lock string `json:"lock" zgw:"required"`
}
