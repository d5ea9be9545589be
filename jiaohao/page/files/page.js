/* Every page is complete without this. ES5 on purpose: telephones of 2016. */
(function (d, w) {
  'use strict';
  var body = d.body, say = d.getElementById('say');
  var sound = null, isOn = false, isTouched = false, source = null;
  var spokenAt = 0, spokenAhead = null, heardAt = Date.now();

  function each(selector, act) {
    Array.prototype.forEach.call(d.querySelectorAll(selector), act);
  }

  function ring() {
    var shake = d.getElementById('shake');
    if (isTouched && navigator.vibrate && (!shake || shake.checked)) navigator.vibrate([300, 150, 300]);
    if (!sound || !isOn) return;
    [0, 0.35, 0.7].forEach(function (later) {
      var tone = sound.createOscillator(), volume = sound.createGain();
      tone.frequency.value = 880;
      volume.gain.value = 0.4;
      tone.connect(volume);
      volume.connect(sound.destination);
      tone.start(sound.currentTime + later);
      tone.stop(sound.currentTime + later + 0.2);
    });
  }

  function showBell(bell) {
    bell.setAttribute('aria-pressed', isOn ? 'true' : 'false');
    bell.textContent = bell.getAttribute(isOn ? 'data-on' : 'data-off');
  }

  function takeUp() {
    var Sound = w.AudioContext || w.webkitAudioContext, bell = d.getElementById('bell');
    each('[data-js]', function (part) { part.hidden = false; });
    each('[data-nojs]', function (part) { part.hidden = true; });
    if (!navigator.vibrate) each('[data-vibrate]', function (part) { part.hidden = true; });
    each('[data-href]', function (choice) {
      choice.addEventListener('change', function () {
        w.history.replaceState(null, '', choice.getAttribute('data-href'));
        listen();
      });
    });
    if (!bell) return;
    if (!Sound) { bell.hidden = true; return; }
    showBell(bell);
    bell.addEventListener('click', function () {
      isOn = !isOn;
      if (isOn && !sound) sound = new Sound();
      if (isOn && sound.resume) sound.resume();
      showBell(bell);
      if (isOn) ring();
    });
  }

  // Another state: exchange <main>. A reload would lose the tap that allowed sound.
  function again() {
    var asked = new XMLHttpRequest();
    asked.open('GET', w.location.href);
    asked.onload = function () {
      var found;
      if (asked.status !== 200) { tellGone(true); return; }
      found = new DOMParser().parseFromString(asked.responseText, 'text/html');
      if (!found.getElementById('main')) return;
      heardAt = Date.now();
      tellGone(false);
      d.title = found.title;
      if (found.body.getAttribute('data-state') === body.getAttribute('data-state')) {
        renew(found);
      } else {
        exchange(found);
      }
    };
    asked.onerror = function () { tellGone(true); };
    asked.send();
  }

  function tellGone(isGone) {
    var told = d.getElementById('gone');
    if (told && told.hidden === isGone) told.hidden = !isGone;
  }

  // The same state: what was chosen, ticked and opened stays.
  function renew(found) {
    var old = d.querySelector('.queue'), line = found.querySelector('.queue');
    if (old && line) old.parentNode.replaceChild(d.importNode(line, true), old);
    else if (old) old.parentNode.removeChild(old);
    each('[data-f]', function (part) {
      var same = found.querySelector('[data-f="' + part.getAttribute('data-f') + '"]');
      if (same && part.textContent !== same.textContent) part.textContent = same.textContent;
    });
  }

  function exchange(found) {
    var old = d.getElementById('main'), top;
    old.parentNode.replaceChild(d.importNode(found.getElementById('main'), true), old);
    body.className = found.body.className;
    ['data-state', 'data-calls', 'data-ahead'].forEach(function (name) {
      body.setAttribute(name, found.body.getAttribute(name));
    });
    w.scrollTo(0, 0);
    takeUp();
    top = d.getElementById('top');
    if (top) top.focus();
  }

  function isWorthSaying(ahead) {
    if (spokenAhead === null) return true;
    if (Date.now() - spokenAt < 60000) return false;
    return (ahead <= 10 && ahead !== spokenAhead) || spokenAhead - ahead >= 5;
  }

  function show(news) {
    if (!news.is_live && source) source.close();
    if (news.state !== body.getAttribute('data-state')) {
      if (news.state === 'near' || news.state === 'called') ring();
      again();
      return;
    }
    if (news.calls > (body.getAttribute('data-calls') | 0)) {
      body.setAttribute('data-calls', news.calls);
      ring();
    }
    if (String(news.ahead) !== body.getAttribute('data-ahead')) {
      body.setAttribute('data-ahead', news.ahead);
      if (d.querySelector('.queue')) again();
    }
    if (news.title) d.title = news.title;
    each('[data-f]', function (part) {
      var value = news.fields[part.getAttribute('data-f')];
      if (value != null && part.textContent !== value) part.textContent = value;
    });
    if (say && news.say && isWorthSaying(news.ahead)) {
      say.textContent = news.say;
      spokenAt = Date.now();
      spokenAhead = news.ahead;
    }
  }

  function listen() {
    var address = body.getAttribute('data-events');
    if (!address) return;
    if (!w.EventSource) { w.setInterval(again, 20000); return; }
    if (source) source.close();
    source = new EventSource(address.split('?')[0] + w.location.search);
    // Refused, and the browser does not try again.
    source.onerror = function () {
      if (this.readyState === 2) w.setTimeout(listen, 20000);
    };
    source.onmessage = function (message) {
      heardAt = Date.now();
      tellGone(false);
      show(JSON.parse(message.data));
    };
  }

  // A telephone shakes and sounds only where it was touched before.
  d.addEventListener('click', function () { isTouched = true; });
  takeUp();
  listen();
  w.setInterval(function () {
    // Nothing heard: ask the plain way, and let the page say how old it is.
    if (body.getAttribute('data-events') && Date.now() - heardAt > 30000) again();
  }, 10000);
})(document, window);
