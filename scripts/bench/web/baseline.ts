/** The lower bound of scrolling: a virtual list of equal, empty boxes. */
export const emptyList = (count: number): string => `<!doctype html>
<style>
  body { margin: 0 }
  #log { height: 100vh; overflow-y: auto; overflow-anchor: none; margin-left: 384px }
  #all { position: relative; height: ${count * 48}px }
  #all div { position: absolute; left: 0; right: 0; height: 40px; background: #dde }
</style>
<div id="log"><div id="all"></div></div>
<script>
  const log = document.getElementById('log');
  const all = document.getElementById('all');
  const draw = () => {
    const first = Math.max(0, Math.floor(log.scrollTop / 48) - 10);
    const last = Math.min(${count}, first + Math.ceil(log.clientHeight / 48) + 20);
    all.replaceChildren(...Array.from({ length: last - first }, (_, index) => {
      const box = document.createElement('div');
      box.style.transform = 'translateY(' + (first + index) * 48 + 'px)';
      return box;
    }));
  };
  log.addEventListener('scroll', draw);
  log.scrollTop = log.scrollHeight;
  draw();
</script>`;
