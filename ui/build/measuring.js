// What measurements of pages have in common.
import { chromium } from 'playwright-core';

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
export const median = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];

let over = 0;
export const overBudget = () => over;

export function said(name, value, unit, budget) {
  if (value > budget) over++;
  console.log(`${name}: ${value} ${unit} (budget ${budget})${value > budget ? ' OVER' : ''}`);
}

/** Opens an address in a fresh browser profile, with all long tasks noted from the start. */
export async function at(browser, address, work, cookies = []) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.long = [];
    new PerformanceObserver((list) => window.long.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(address);
  const answer = await work(page);
  await context.close();
  return answer;
}

/** From the start of the navigation to an element that was painted and takes keys. */
export const ready = (page, selector) => page.waitForSelector(selector).then(() => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(Math.round(performance.now())), 0)))));

/** From each key to the frame after it. */
export async function keystrokes(page) {
  await ready(page, '.search.wide input');
  await page.focus('.search.wide input');
  await page.evaluate(() => {
    window.keyTimes = [];
    document.querySelector('.search.wide input').addEventListener('keydown', () => {
      const start = performance.now();
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => window.keyTimes.push(Math.round(performance.now() - start));
        channel.port2.postMessage(0);
      });
    });
  });
  await page.keyboard.type('payments prod', { delay: 150 });
  await page.waitForFunction(() => window.keyTimes.length >= 13);
  return page.evaluate(() => window.keyTimes);
}

/** How many tasks were longer than 50 ms in some seconds, and the longest. */
export async function longTasks(page, seconds) {
  await ready(page, '.search.wide input');
  await page.evaluate(() => new Promise((done) => setTimeout(done, 1500)));
  return page.evaluate((millis) => {
    window.long.length = 0;
    return new Promise((done) => setTimeout(() => done([window.long.length, Math.round(Math.max(0, ...window.long))]), millis));
  }, seconds * 1000);
}

/** From the press that asks for the overview to the frame with its objects in it. */
export async function outline(page) {
  await ready(page, '.tr');
  await page.click('.tabs a:text("Changes")');
  await page.waitForSelector('h1');
  return page.evaluate(
    () =>
      new Promise((done) => {
        const start = performance.now();
        const look = () => (document.querySelector('.tr') === null ? requestAnimationFrame(look) : setTimeout(() => done(Math.round(performance.now() - start)), 0));
        [...document.querySelectorAll('.tabs a')].find((link) => link.textContent === 'Overview').click();
        requestAnimationFrame(look);
      }),
  );
}

/** Frames a second while a list is scrolled from one end to the other. */
export function scrolled(page, selector) {
  return page.evaluate(
    (where) =>
      new Promise((done) => {
        const box = document.querySelector(where);
        const step = (box.scrollHeight - box.clientHeight) / 240;
        box.scrollTop = 0;
        let frames = 0;
        let start;
        const frame = (now) => {
          start ??= now;
          box.scrollTop += step;
          if (++frames < 240) requestAnimationFrame(frame);
          else done(Math.round((frames - 1) / ((now - start) / 1000)));
        };
        requestAnimationFrame(frame);
      }),
    selector,
  );
}

/** From the press that asks for the map to the frame with its cards in it, and what of that the worker took. */
export async function map(page) {
  await ready(page, '.tr');
  return page.evaluate(
    () =>
      new Promise((done) => {
        const Plain = window.Worker;
        let laid = 0;
        window.Worker = class extends Plain {
          postMessage(shape) {
            const asked = performance.now();
            this.addEventListener('message', () => (laid = Math.round(performance.now() - asked)), { once: true });
            super.postMessage(shape);
          }
        };
        const start = performance.now();
        const look = () => (document.querySelector('.map .card') === null ? requestAnimationFrame(look) : setTimeout(() => done({ all: Math.round(performance.now() - start), laid }), 0));
        [...document.querySelectorAll('.seg button')].find((button) => button.textContent === 'Map').click();
        requestAnimationFrame(look);
      }),
  );
}
