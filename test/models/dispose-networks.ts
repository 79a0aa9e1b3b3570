import { tf } from '../../lib/backend';

/** Within a `describe`: no tensor and no variable outlives its test, since networks have a million weights. */
export function disposeNetworksAfterEach(): void {
  const variables = () => Object.values(tf.engine().state.registeredVariables);
  let others: ReadonlySet<tf.Variable>;
  beforeEach(() => {
    others = new Set(variables());
    tf.engine().startScope();
  });
  afterEach(() => {
    for (const variable of variables()) if (!others.has(variable)) variable.dispose();
    tf.engine().endScope();
  });
}
