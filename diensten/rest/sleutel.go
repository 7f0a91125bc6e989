package rest

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Keys keep what must stay secret in the database (a secret of another supplier's register), and sign for the organisation.
// All of them come from one master key of 32 bytes, which lies in a file outside of the database: who has a copy of the
// database alone can read no secret and sign nothing.
type Keys struct{ master []byte }

const masterSize = 32

// errNoKeys says that the program runs without a master key, as `meent routes` does.
var errNoKeys = errors.New("there is no key: name a file with MEENT_SLEUTEL")

// NewKeys makes the keys of a master key.
func NewKeys(master []byte) (*Keys, error) {
	if len(master) != masterSize {
		return nil, fmt.Errorf("een sleutel is %d bytes lang, deze is er %d", masterSize, len(master))
	}
	return &Keys{bytes.Clone(master)}, nil
}

// OpenKeys reads the master key from a file: 32 bytes in base64. With fresh a file that is not there is made, readable for its
// owner only. Two processes that start together end up with the same file.
func OpenKeys(path string, fresh bool) (*Keys, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) && fresh {
		if err = makeKeyFile(path); err != nil && !errors.Is(err, os.ErrExist) {
			return nil, err
		}
		text, err = os.ReadFile(path)
	}
	if err != nil {
		return nil, err
	}
	master, err := base64.StdEncoding.DecodeString(string(bytes.TrimSpace(text)))
	if err != nil {
		return nil, fmt.Errorf("in %s staat geen sleutel in base64: %w", path, err)
	}
	return NewKeys(master)
}

// makeKeyFile writes the whole file aside and gives it its name only when no other has it, so that nobody reads half a key.
func makeKeyFile(path string) error {
	master := make([]byte, masterSize)
	_, _ = rand.Read(master) // it never fails
	aside, err := os.CreateTemp(filepath.Dir(path), ".sleutel-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(aside.Name()) }() // the key has its own name by now, or is not wanted
	_, err = aside.WriteString(base64.StdEncoding.EncodeToString(master) + "\n")
	if err := errors.Join(err, aside.Chmod(0o600), aside.Sync(), aside.Close()); err != nil {
		return err
	}
	return os.Link(aside.Name(), path)
}

// derive gives a key for one purpose, from which the others cannot be told.
func (k *Keys) derive(purpose string) ([]byte, error) {
	if k == nil {
		return nil, errNoKeys
	}
	return hkdf.Key(sha256.New, k.master, nil, "meent "+purpose, masterSize)
}

func (k *Keys) box(purpose string) (cipher.AEAD, error) {
	key, err := k.derive("bewaren " + purpose)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// Seal encrypts a text for a column (AES-256-GCM). What is sealed for one purpose cannot be opened for another.
func (k *Keys) Seal(purpose, plain string) (string, error) {
	box, err := k.box(purpose)
	if err != nil {
		return "", fmt.Errorf("seal %s: %w", purpose, err)
	}
	return base64.StdEncoding.EncodeToString(box.Seal(nil, nil, []byte(plain), []byte(purpose))), nil
}

// Open decrypts what Seal gave. It is an error when the file with the key is not the one that it was sealed with.
func (k *Keys) Open(purpose, sealed string) (string, error) {
	box, err := k.box(purpose)
	if err != nil {
		return "", fmt.Errorf("open %s: %w", purpose, err)
	}
	raw, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil {
		return "", fmt.Errorf("open %s: %w", purpose, err)
	}
	plain, err := box.Open(nil, nil, raw, []byte(purpose))
	if err != nil {
		return "", fmt.Errorf("open %s: the key in MEENT_SLEUTEL is not the one it was sealed with: %w", purpose, err)
	}
	return string(plain), nil
}

// Signer is the key with which the organisation signs its evidence (Ed25519).
func (k *Keys) Signer() (ed25519.PrivateKey, error) {
	seed, err := k.derive("ondertekenen")
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	return ed25519.NewKeyFromSeed(seed), nil
}
