(() => {
  const found = [];
  const say = (what, el) => found.push(what + ': ' + el.outerHTML.slice(0, 160));
  const clipped = el => el && (getComputedStyle(el).clipPath !== 'none' || clipped(el.parentElement));
  const visible = el => el.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !clipped(el);
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) {
    found.push(`the page is ${document.documentElement.scrollWidth} px wide in a window of ${wide}`);
    for (const el of document.querySelectorAll('body *')) {
      const box = el.getBoundingClientRect();
      if (box.right > wide + 1 && visible(el) && !el.closest('svg')) say(`sticks out to ${Math.round(box.right)} px`, el);
    }
  }
  // WCAG 2.5.8: 24 by 24, but for links within a sentence.
  for (const el of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
    if (!visible(el) || el.matches('.nl-skip-link')) continue;
    const box = el.getBoundingClientRect();
    const inText = getComputedStyle(el).display === 'inline' && el.matches('a');
    const label = el.matches('input') && el.labels && el.labels[0] ? el.labels[0].getBoundingClientRect() : null;
    if (!inText && Math.max(box.height, label ? label.height : 0) < 23.5) say(`only ${box.height.toFixed(1)} px high`, el);
    if (!inText && Math.max(box.width, label ? label.width : 0) < 23.5) say(`only ${box.width.toFixed(1)} px wide`, el);
  }
  // A table that breaks to a letter a line passes axe, and is unreadable.
  for (const el of document.querySelectorAll('td, th')) {
    if (!visible(el) || !el.innerText.trim()) continue;
    const em = parseFloat(getComputedStyle(el).fontSize);
    const longest = Math.max(...el.innerText.trim().split(/\s+/).map(w => w.length));
    if (el.getBoundingClientRect().width < Math.min(6, longest * .4) * em * .5) say('a cell too narrow to read', el);
  }
  for (const el of document.querySelectorAll('main *, header *, footer *')) {
    if (!visible(el) || el.closest('svg')) continue;
    const style = getComputedStyle(el);
    if (style.overflowX === 'hidden' && el.scrollWidth > el.clientWidth + 1) say('text is cut off', el);
    const own = [...el.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (own && parseFloat(style.fontSize) < (el.closest('code, pre') ? 13.9 : 15.9)) say(`letters of ${style.fontSize}`, el);
  }
  return found;
})()
