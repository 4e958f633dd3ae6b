import { useState, type FormEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import { session } from '../../api/calls';
import { Problem } from '../../api/problem';
import { client } from '../../api/queries';
import { Icon } from '../../parts/Icon';

/** Only a place of our own: an address that leads elsewhere is not followed after signing in. */
export function placeOf(wanted: string | null): string {
  return wanted !== null && /^\/(?![/\\])/.test(wanted) && !wanted.startsWith('/login') ? wanted : '/';
}

/** "shop / api" of an application's address, so that one sees where one comes back to. */
function nameOf(place: string): string {
  const app = /^\/applications\/[^/]+\/([^/?]+)/.exec(place);
  return app === null ? '' : decodeURIComponent(app[1] ?? '');
}

export function Login() {
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const version = useQuery({ queryKey: ['version'], queryFn: ({ signal }) => session.version(signal), retry: false }).data;
  const place = placeOf(parameters.get('return'));

  async function enter(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(undefined);
    try {
      await session.signIn(String(form.get('user')), String(form.get('password')));
      client.clear();
      void navigate(place, { replace: true });
    } catch (cause) {
      setProblem(cause instanceof Problem ? cause : undefined);
      setBusy(false);
    }
  }

  return (
    <div className="login">
      <main className="signin">
        <div className="brand">
          <Icon name="logo" />
          <span>Kilter</span>
        </div>
        <h1>Sign in to {location.host}</h1>
        <p className="muted" role="status">
          {parameters.has('ended') ? 'Your session ended. ' : ''}
          {nameOf(place) === '' ? 'See what needs you, and what changed.' : <>You will be back at <b>{nameOf(place)}</b>.</>}
        </p>
        <form onSubmit={(event) => void enter(event)}>
          <div className="field">
            <label htmlFor="user">User</label>
            <input id="user" name="user" className="in-t" autoComplete="username" autoCapitalize="none" spellCheck={false} required autoFocus />
          </div>
          <div className="field">
            <label htmlFor="password">Password</label>
            <input id="password" name="password" type="password" className="in-t" autoComplete="current-password" required
              aria-invalid={problem !== undefined} aria-describedby={problem === undefined ? undefined : 'wrong'} />
            {problem !== undefined && (
              <span className="hint err" id="wrong" role="alert">
                <Icon name="degraded" />
                {wrong(problem)}
              </span>
            )}
          </div>
          <button className="btn primary big" disabled={busy}>
            {busy ? 'Signing in…' : 'Sign in'}
          </button>
        </form>
        <p className="small faint terminal">
          In a terminal? <code>kilter login {location.host}</code>
        </p>
        {version !== undefined && <footer className="small faint">Kilter {version.Version}</footer>}
      </main>
    </div>
  );
}

function wrong(problem: Problem): string {
  if (problem.status === 401) return 'Wrong user or password.';
  if (problem.status === 429) return `Too many tries. ${problem.why === '' ? 'Wait a few minutes.' : problem.why}`;
  return problem.why === '' ? problem.failed : `${problem.failed} ${problem.why}`;
}
