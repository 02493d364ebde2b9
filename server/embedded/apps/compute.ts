import { readJson } from '../../../contract/json/reading.ts';
import { jsonText } from '../json-text.ts';
import {
  CodeError,
  Endless,
  type JobError,
  type Links,
  type Outcome,
  OutOfTime,
  type RelativeText,
  type Task,
  UserError,
} from './method.ts';
import { methodOf } from './registry.ts';

const secondsOfOutOfTime = 12;

/** Runs a method of a sample app; whatever goes wrong in it is an error of the job. */
export function compute(task: Task): Outcome {
  const method = methodOf(task.className, task.method);
  if (method === undefined) throw new Error(`There is no method ${task.className}.${task.method}.`);
  const { link, files } = linksOf(task.linkMark);
  try {
    const result = method.run({
      id: task.entity.id,
      name: task.entity.name,
      params: readJson(task.params),
      events: task.events,
      children: task.children.map(read),
      above: task.above.map(read),
      references: task.references.map(read),
      file: task.file,
      link,
    });
    return { kind: 'result', text: jsonText(result), files };
  } catch (error) {
    if (error instanceof Endless) return { kind: 'endless' };
    if (error instanceof OutOfTime) {
      const stopped = errorOf('error_timeout', `The app stopped after ${secondsOfOutOfTime} seconds.`);
      return { kind: 'error', error: stopped, afterSeconds: secondsOfOutOfTime };
    }
    if (error instanceof UserError) {
      return {
        kind: 'error',
        error: { ...errorOf('error_user', error.message), invalid_fields: error.invalidFields },
      };
    }
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
      kind: 'error',
      error: { ...errorOf('error_code', ''), stack_trace: error instanceof CodeError ? '' : trace },
    };
  }
}

const read = ({ params, ...rest }: RelativeText) => ({ ...rest, params: readJson(params) });

export function errorOf(type: JobError['type'], message: string): JobError {
  return { type, message, invalid_fields: {}, stack_trace: '' };
}

function linksOf(mark: string): Links {
  const files: Links['files'] = [];
  return {
    files,
    link(filename, type, content, expired = false) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      files.push({ filename, content_type: type, is_expired: expired, content: bytes });
      return `${mark}${files.length - 1}`;
    },
  };
}
