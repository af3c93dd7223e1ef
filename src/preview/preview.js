/* Waits until this page would look different, then loads it again. */
(() => {
  'use strict';
  const { page, mark } = document.currentScript.dataset;
  const address = `/__changed?page=${encodeURIComponent(page)}&mark=${mark}`;
  const state = document.getElementById('sp-state');
  const details = document.querySelector('#sp-panel details');
  let waiting = null;

  const say = text => {
    if (state && state.textContent !== text) state.textContent = text;
  };
  const pause = ms => new Promise(go => setTimeout(go, ms));

  // A browser keeps few connections to one server: a page that nobody looks at waits for none.
  const wait = async () => {
    if (waiting || document.hidden) return;
    const own = new AbortController();
    waiting = own;
    for (let failures = 0; waiting === own;) {
      try {
        const answer = await fetch(address, { cache: 'no-store', signal: own.signal });
        if (answer.status === 200) {
          location.reload();
          return;
        }
        if (answer.status !== 204) throw new Error(String(answer.status));
        failures = 0;
        say('');
      } catch (error) {
        if (waiting !== own) return;
        failures += 1;
        say('连不上预览程序，页面暂时不会自动更新。');
        await pause(Math.min(failures, 5) * 1000);
      }
    }
  };

  document.addEventListener('visibilitychange', () => {
    if (document.hidden && waiting) {
      const own = waiting;
      waiting = null;
      own.abort();
    }
    wait();
  });

  // Whoever closed the panel is shown it again only when there is something else in it.
  if (details) {
    const key = `saltpress-panel ${page}`;
    const content = details.textContent;
    try {
      if (sessionStorage.getItem(key) === content) details.open = false;
      details.addEventListener('toggle', () => {
        if (details.open) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, content);
      });
    } catch (error) {
      // Without storage the panel opens on each load.
    }
  }
  wait();
})();
