// Small comforts for browsers with scripts; every page works without them.
const summary = document.querySelector('[data-focus]');
if (summary) summary.focus();

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
  });
}

for (const button of document.querySelectorAll('[data-share]')) {
  if (!navigator.share) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    navigator.share({ url: button.dataset.share, title: button.dataset.title }).catch((error) => {
      if (error.name !== 'AbortError') throw error;
    });
  });
}

// A second click on a form that is on its way sends nothing more.
for (const form of document.querySelectorAll('form[method=post]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
  });
}
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});

// Counts, without saying of whom, that a form was begun or the page passed on.
for (const part of document.querySelectorAll('[data-step]')) {
  const told = new AbortController();
  const tell = (event) => {
    if (event.type === 'click' && !event.target.closest('a, button')) return;
    told.abort();
    navigator.sendBeacon(part.dataset.step);
  };
  part.addEventListener(part.matches('form') ? 'input' : 'click', tell, { signal: told.signal });
}

// The number of signatures, kept fresh while the page is open and seen.
const live = document.querySelector('[data-live]');
if (live) {
  setInterval(async () => {
    if (document.hidden) return;
    const answer = await fetch(live.dataset.live);
    if (answer.ok) live.textContent = (await answer.json()).text;
  }, 10_000);
}

// Leaving: nothing of the page stays behind the Back button; Shift three times within five seconds does the same.
const exit = document.querySelector('[data-exit]');
if (exit) {
  const leave = () => {
    document.title = '';
    document.body.replaceChildren();
    location.replace(exit.href);
  };
  exit.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });
  let presses = [];
  addEventListener('keydown', (event) => {
    if (event.key !== 'Shift' || event.repeat) return;
    const now = Date.now();
    presses = [...presses.filter((at) => now - at < 5_000), now];
    if (presses.length >= 3) leave();
  });
}
