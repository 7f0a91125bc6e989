package data

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"time"

	"github.com/jackc/pgx/v5/stdlib"
	"github.com/ncruces/go-sqlite3/driver"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"github.com/jackc/pgx/v5"
)

//go:embed sqlite/*.sql postgres/*.sql
var migrations embed.FS

// Migrate brings the tables of a database up to date. Several processes may do so at once.
func Migrate(ctx context.Context, url string) error {
	if isPostgres(url) {
		return migratePostgres(ctx, url)
	}
	return migrateSQLite(ctx, sqlitePath(url))
}

// PostgresSchema is the SQL that makes all tables in an empty schema, for tests that need many of them.
func PostgresSchema() (string, error) {
	files, err := fs.Glob(migrations, "postgres/*.sql")
	if err != nil {
		return "", fmt.Errorf("list the migrations: %w", err)
	}
	var all []byte
	for _, name := range files {
		text, err := migrations.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("read a migration: %w", err)
		}
		all = append(append(all, text...), '\n')
	}
	return string(all), nil
}

func migrateSQLite(ctx context.Context, path string) error {
	// goose takes no lock on SQLite.
	unlock, err := lockFile(ctx, path+"-migratie")
	if err != nil {
		return fmt.Errorf("migrate %s: %w", path, err)
	}
	defer unlock()
	db, err := driver.Open(path, setUpFile)
	if err != nil {
		return fmt.Errorf("migrate %s: %w", path, err)
	}
	defer db.Close()
	done, err := migrate(ctx, goose.DialectSQLite3, db, "sqlite")
	if err != nil {
		return fmt.Errorf("migrate %s: %w", path, err)
	}
	if done == 0 {
		return nil
	}
	if _, err := db.ExecContext(ctx, touchSQL, guestTopic); err != nil {
		return fmt.Errorf("migrate %s: tell the others: %w", path, err)
	}
	return nil
}

func migratePostgres(ctx context.Context, url string) error {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	db := stdlib.OpenDB(*config)
	defer db.Close()
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if _, err := migrate(ctx, goose.DialectPostgres, db, "postgres", goose.WithSessionLocker(locker)); err != nil {
		return fmt.Errorf("migrate %s: %w", config.Database, err)
	}
	return nil
}

// migrate runs the files of a folder that were not run before, and says how many those were.
func migrate(ctx context.Context, dialect goose.Dialect, db *sql.DB, folder string, options ...goose.ProviderOption) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Minute)
	defer cancel()
	files, err := fs.Sub(migrations, folder)
	if err != nil {
		return 0, err
	}
	p, err := goose.NewProvider(dialect, db, files, append(options, goose.WithDisableGlobalRegistry(true))...)
	if err != nil {
		return 0, err
	}
	done, err := p.Up(ctx)
	return len(done), err
}
