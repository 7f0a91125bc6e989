package rest

import (
	"embed"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"reflect"
	"strings"
)

// source has the comments on the members that the kit itself gives to resources.
//
//go:embed schema.go trail.go problem.go
var source embed.FS

// notes are the comments above the members of structs, by "package.Type.Member".
type notes map[string]string

// readNotes reads the comments in the Go files of each folder.
func readNotes(folders ...fs.FS) (notes, error) {
	n := notes{}
	for _, folder := range folders {
		if folder == nil {
			continue
		}
		names, err := fs.Glob(folder, "*.go")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			if err := n.readFile(folder, name); err != nil {
				return nil, err
			}
		}
	}
	return n, nil
}

func (n notes) readFile(folder fs.FS, name string) error {
	text, err := fs.ReadFile(folder, name)
	if err != nil {
		return err
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, decl := range file.Decls {
		types, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range types.Specs {
			if t, ok := spec.(*ast.TypeSpec); ok {
				n.readType(file.Name.Name+"."+t.Name.Name, t.Type)
			}
		}
	}
	return nil
}

func (n notes) readType(name string, t ast.Expr) {
	s, ok := t.(*ast.StructType)
	if !ok {
		return
	}
	for _, f := range s.Fields.List {
		for _, member := range f.Names {
			n[name+"."+member.Name] = strings.Join(strings.Fields(f.Doc.Text()), " ")
		}
	}
}

// of is the comment on a member.
func (n notes) of(s *Schema, f *field) string {
	t := s.typ
	for _, i := range f.index[:len(f.index)-1] {
		t = t.Field(i).Type
	}
	return n[typeName(t)+"."+t.Field(f.index[len(f.index)-1]).Name]
}

// typeName is a type as the comments know it: "zaken.Zaak".
func typeName(t reflect.Type) string {
	return t.PkgPath()[strings.LastIndexByte(t.PkgPath(), '/')+1:] + "." + t.Name()
}
