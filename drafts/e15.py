import json
P='/work/main/notebooks/15_faces_on_demand.ipynb'
class NB:
    def __init__(s): s.nb=json.load(open(P))
    def i(s,id): return [k for k,c in enumerate(s.nb['cells']) if c['id']==id][0]
    def src(s,id): return ''.join(s.nb['cells'][s.i(id)]['source'])
    def set(s,id,t): s.nb['cells'][s.i(id)]['source']=t.strip('\n').splitlines(True)
    def sub(s,id,a,b):
        t=s.src(id); assert a in t,(id,a); s.set(id,t.replace(a,b))
    def rm(s,id): del s.nb['cells'][s.i(id)]
    def after(s,at,id,t,kind='markdown'):
        c={'cell_type':kind,'id':id,'metadata':{},'source':t.strip('\n').splitlines(True)}
        if kind=='code': c.update(execution_count=None,outputs=[])
        s.nb['cells'].insert(s.i(at)+1,c)
    def save(s): json.dump(s.nb,open(P,'w'),indent=1,ensure_ascii=False); open(P,'a').write('\n')
