package main

import (
	"meent/diensten/autorisaties"
	"meent/diensten/besluiten"
	"meent/diensten/catalogi"
	"meent/diensten/documenten"
	"meent/diensten/notificaties"
	"meent/diensten/referentielijsten"
	"meent/diensten/rest"
	"meent/diensten/transitie"
	"meent/diensten/zaken"
)

// registers are all registers, each after those it builds on.
var registers = []func(*rest.Site){
	autorisaties.Register,
	catalogi.Register,
	documenten.Register,
	zaken.Register,
	besluiten.Register,
	notificaties.Register,
	referentielijsten.Register,
	transitie.Register,
}
