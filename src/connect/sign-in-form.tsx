import { Button } from '@mantine/core';
import { type FormEvent, useId, useState } from 'react';
import { ApiError } from '../api/http.ts';
import dialog from '../ui/dialog.module.css';
import { Notice } from '../ui/notice.tsx';
import { tokenPage } from './token-page.ts';

type Problems = { environment?: string; token?: string; other?: string };

/** Environment and token. The token is a password to the browser: not shown, not suggested, and gone from the page once it was taken. */
export function SignInForm({
  environment: given,
  fixed = false,
  submit,
  onCancel,
}: {
  environment: string;
  /** The environment is known and not asked for. */
  fixed?: boolean;
  submit: (environment: string, token: string) => Promise<void>;
  onCancel?: () => void;
}) {
  const [environment, setEnvironment] = useState(given);
  const [token, setToken] = useState('');
  const [problems, setProblems] = useState<Problems>({});
  const [busy, setBusy] = useState(false);
  const where = tokenPage(environment);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const missing = {
      ...(environment.trim() === ''
        ? { environment: 'Give the name, host or address of an environment.' }
        : {}),
      ...(token.trim() === '' ? { token: 'Paste a personal access token.' } : {}),
    };
    setProblems(missing);
    if (Object.keys(missing).length > 0) return;
    setBusy(true);
    try {
      await submit(environment.trim(), token.trim());
      setToken('');
    } catch (error) {
      setProblems(problemsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className={dialog.form} onSubmit={send} noValidate>
      {fixed ? null : (
        <Field
          label="Environment"
          hint="cloud, cloud.us1, your organization’s name, or an address"
          problem={problems.environment}
          value={environment}
          onChange={setEnvironment}
        />
      )}
      <Field
        label="Personal access token"
        secret
        hint={
          where === null ? (
            'Made in VIKTOR under Profile, API tokens'
          ) : (
            <>
              Made in VIKTOR under{' '}
              <a href={where} target="_blank" rel="noopener noreferrer">
                Profile, API tokens
              </a>
            </>
          )
        }
        problem={problems.token ?? (fixed ? problems.environment : undefined)}
        value={token}
        onChange={setToken}
      />
      {problems.other ? <Notice tone="bad">{problems.other}</Notice> : null}
      <div className={dialog.buttons}>
        {onCancel ? (
          <Button variant="default" onClick={onCancel} disabled={busy}>
            Not now
          </Button>
        ) : null}
        <Button type="submit" loading={busy}>
          Sign in
        </Button>
      </div>
    </form>
  );
}

function problemsOf(error: unknown): Problems {
  if (!(error instanceof ApiError)) return { other: String(error) };
  const { environment, token } = error.fields;
  if (!environment && !token) return { other: error.message };
  return {
    ...(environment ? { environment: environment.join(' ') } : {}),
    ...(token ? { token: token.join(' ') } : {}),
  };
}

function Field({
  label,
  hint,
  problem,
  value,
  secret = false,
  onChange,
}: {
  label: string;
  hint: React.ReactNode;
  problem: string | undefined;
  value: string;
  secret?: boolean;
  onChange: (value: string) => void;
}) {
  const [id, about] = [useId(), useId()];
  return (
    <div className={dialog.field}>
      <label htmlFor={id} className={dialog.label}>
        {label}
      </label>
      <input
        id={id}
        className={dialog.control}
        type={secret ? 'password' : 'text'}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={about}
        data-autofocus={secret || undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <div id={about} className={problem ? dialog.problem : dialog.hint} role={problem ? 'alert' : undefined}>
        {problem ?? hint}
      </div>
    </div>
  );
}
