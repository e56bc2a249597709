import type { CellSample } from 'everyturn/internal/coverage/view';

/** Some states of a cell side by side; a row whose values differ is marked. */
export function Samples({ samples }: { readonly samples: readonly CellSample[] }) {
  const paths = [...new Set(samples.flatMap(({ fields }) => fields.map(({ path }) => path)))];
  return (
    <div class="samples-frame">
      <table class="samples" data-testid="samples">
        <thead>
          <tr>
            <th scope="col" class="corner">
              depth
            </th>
            {samples.map((sample, index) => (
              <th scope="col" key={index} title={sample.expanded ? '' : 'not expanded'}>
                {sample.depth}
                {!sample.expanded && (
                  <>
                    <span aria-hidden="true"> ◌</span>
                    <span class="off-screen">not expanded</span>
                  </>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {paths.map((path) => (
            <Row key={path} path={path} values={samples.map((sample) => valueAt(sample, path))} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ path, values }: { readonly path: string; readonly values: readonly string[] }) {
  return (
    <tr class={new Set(values).size > 1 ? 'differs' : ''}>
      <th scope="row">{path}</th>
      {values.map((value, index) => (
        <td key={index}>{value}</td>
      ))}
    </tr>
  );
}

function valueAt({ fields }: CellSample, path: string): string {
  return fields.find((field) => field.path === path)?.value ?? '–';
}
