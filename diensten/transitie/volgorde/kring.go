package volgorde

import (
	"maps"
	"slices"
)

// Kring finds a circle in hard dependencies, given as step → the steps it waits for, and returns it from a step round to the same
// step; nil when there is none. It is for the moment of writing: a circle is refused with this list. The same graph gives the same circle.
func Kring(hard map[string][]string) []string {
	const onPath, finished = 1, 2
	state := map[string]int{}
	var path []string
	var visit func(string) []string
	visit = func(step string) []string {
		switch state[step] {
		case finished:
			return nil
		case onPath:
			return append(slices.Clone(path[slices.Index(path, step):]), step)
		}
		state[step] = onPath
		path = append(path, step)
		for _, first := range slices.Sorted(slices.Values(hard[step])) {
			if circle := visit(first); circle != nil {
				return circle
			}
		}
		path = path[:len(path)-1]
		state[step] = finished
		return nil
	}
	for _, step := range slices.Sorted(maps.Keys(hard)) {
		if circle := visit(step); circle != nil {
			return circle
		}
	}
	return nil
}
