package main

import (
	"fmt"
	"os"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progress shows how far something long is: a bar on a terminal, else a line every few seconds.
type progress struct {
	what        string
	done, total int
	began, told time.Time
	bars        *mpb.Progress
	bar         *mpb.Bar
}

func newProgress(what string, total int) *progress {
	p := &progress{what: what, total: total, began: time.Now(), told: time.Now()}
	if info, err := os.Stderr.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
		p.bars = mpb.New(mpb.WithOutput(os.Stderr))
		p.bar = p.bars.AddBar(int64(total), mpb.PrependDecorators(decor.Name(what+" ")),
			mpb.AppendDecorators(decor.CountersNoUnit("%d of %d "), decor.AverageETA(decor.ET_STYLE_GO)))
	}
	return p
}

func (p *progress) add(n int) {
	p.done += n
	if p.bar != nil {
		p.bar.IncrBy(n)
		return
	}
	if time.Since(p.told) > 5*time.Second {
		p.told = time.Now()
		fmt.Fprintf(os.Stderr, "%s: %d of %d\n", p.what, p.done, p.total)
	}
}

func (p *progress) end() {
	if p.bar != nil {
		p.bar.Abort(false) // does nothing to a full one
		p.bars.Wait()
		return
	}
	fmt.Fprintf(os.Stderr, "%s: %d in %s\n", p.what, p.done, time.Since(p.began).Round(time.Millisecond))
}
