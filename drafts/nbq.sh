# nbq.sh IN OUT : quick run of a notebook, keeps outputs
cd /work/main
GAN_QUICK=${Q:-1} .venv/bin/python tools/notebooks/execute.py $1 $2 --kernel tslab --folder notebooks --cell-timeout 1200
