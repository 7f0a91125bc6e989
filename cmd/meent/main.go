// Command meent is a whole Common Ground in one program: the registers of a municipality behind the standard ZGW APIs.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"
	_ "time/tzdata" // a bare machine knows no time zones

	"github.com/alecthomas/kong"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "meent:", err)
		os.Exit(1)
	}
}

// commands are what the program can do.
type commands struct {
	Options

	Demo      demoCmd      `cmd:"" help:"Start een voorbeeldgemeente, met zaken en een client om mee te proberen."`
	Serve     serveCmd     `cmd:"" help:"Start de registers."`
	Client    clientCmd    `cmd:"" help:"Beheer de clients: wie er bij de registers mag, en wat."`
	Token     tokenCmd     `cmd:"" help:"Druk een token af voor een client."`
	Check     checkCmd     `cmd:"" help:"Zeg wat er mis is met de instellingen, voordat er iets start."`
	Migrate   migrateCmd   `cmd:"" help:"Werk de tabellen van de database bij."`
	Routes    routesCmd    `cmd:"" help:"Toon elk adres, met de scope die het vraagt."`
	Transitie transitieCmd `cmd:"" help:"Beheer de feiten waarmee de overgang wordt gemeten."`
	Config    configCmd    `cmd:"" help:"Toon alle instellingen met hun waarde."`
}

// env is what a command has of the world.
type env struct {
	ctx            context.Context
	stdout, stderr io.Writer
	getenv         func(string) string
}

// run is the program: what main calls, and the tests.
func run(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) error {
	var cmds commands
	exit := -1
	parser, err := kong.New(&cmds,
		kong.Name("meent"),
		kong.Description("Een heel Common Ground in één programma."),
		kong.Configuration(fromFile, "meent.json"),
		kong.Resolvers(fromEnvironment(getenv)), // after the file: kong takes the last that knows a value
		kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { exit = code }),
		kong.UsageOnError(),
	)
	if err != nil {
		return err
	}
	switch {
	case len(args) == 0:
		args = []string{"--help"}
	case args[0] == "help": // as other programs have it: meent help client
		args = append(slices.Clone(args[1:]), "--help")
	}
	kctx, err := parser.Parse(args)
	if exit >= 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("deze opdracht is niet te begrijpen: %w (meent --help toont wat er kan)", err)
	}
	err = kctx.Run(&env{ctx, stdout, stderr, getenv}, &cmds.Options)
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}
