package rest

import "encoding/json"

// geometry is the schema of GeoJSON as zgw.Geometry takes it.
func (d *describer) geometry() *docSchema {
	for name, text := range geoSchemas {
		d.schemas[name] = json.RawMessage(text)
	}
	return refTo("GeoJSONGeometry")
}

const geoRef = `{"$ref": "#/components/schemas/`

// geoSchemas are those of RFC 7946, section 3.1. A position is a longitude and a latitude.
var geoSchemas = map[string]string{
	"GeoJSONGeometry": `{"type": "object", "description": "Een geometrie in GeoJSON (RFC 7946).", "oneOf": [` +
		geoRef + `Point"}, ` + geoRef + `MultiPoint"}, ` + geoRef + `LineString"}, ` + geoRef + `MultiLineString"}, ` + geoRef + `Polygon"}, ` +
		geoRef + `MultiPolygon"}, ` + geoRef + `GeometryCollection"}], "discriminator": {"propertyName": "type"}}`,
	"Point2D":            `{"type": "array", "description": "Lengtegraad en breedtegraad.", "items": {"type": "number"}, "minItems": 2}`,
	"Point":              geoShape("Point", geoRef+`Point2D"}`),
	"MultiPoint":         geoShape("MultiPoint", geoList(geoRef+`Point2D"}`)),
	"LineString":         geoShape("LineString", geoList(geoRef+`Point2D"}`)),
	"MultiLineString":    geoShape("MultiLineString", geoList(geoList(geoRef+`Point2D"}`))),
	"Polygon":            geoShape("Polygon", geoList(geoList(geoRef+`Point2D"}`))),
	"MultiPolygon":       geoShape("MultiPolygon", geoList(geoList(geoList(geoRef+`Point2D"}`)))),
	"GeometryCollection": geoObject("GeometryCollection", "geometries", "De geometrieën in de verzameling.", geoList(geoRef+`GeoJSONGeometry"}`)),
}

func geoList(items string) string { return `{"type": "array", "items": ` + items + `}` }

func geoShape(name, coordinates string) string {
	return geoObject(name, "coordinates", "De coördinaten.", coordinates)
}

func geoObject(name, member, description, shape string) string {
	return `{"type": "object", "required": ["type", "` + member + `"], "properties": {"type": {"type": "string", "description": "De soort geometrie.", "enum": ["` + name + `"]}, "` +
		member + `": {"description": "` + description + `", "allOf": [` + shape + `]}}}`
}
