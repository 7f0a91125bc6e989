package main

import (
	"meent/diensten/autorisaties"
	"meent/diensten/catalogi"
	"meent/diensten/referentielijsten"
	"meent/diensten/rest"
	"meent/diensten/zaken"
)

// registers are all registers, each after those it builds on.
var registers = []func(*rest.Site){
	autorisaties.Register,
	catalogi.Register,
	zaken.Register,
	referentielijsten.Register,
}
